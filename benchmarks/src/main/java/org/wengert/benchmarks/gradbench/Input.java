package org.wengert.benchmarks.gradbench;

import com.fasterxml.jackson.databind.JsonNode;

/** A JSON value, read as what an eval needs; what does not fit is named by its path. */
final class Input {
  private final String path;
  private final JsonNode node;

  Input(String path, JsonNode node) {
    this.path = path;
    this.node = node;
  }

  /** A member of an object. */
  Input get(String name) {
    JsonNode member = node.get(name);
    if (member == null) {
      throw new IllegalArgumentException(path + " has no member " + name + ": it is " + kind(node));
    }
    return new Input(path + "." + name, member);
  }

  boolean isNumber() {
    return node.isNumber();
  }

  double number() {
    if (!node.isNumber()) {
      throw unfit("a number");
    }
    return node.doubleValue();
  }

  int integer() {
    if (!node.isNumber() || node.doubleValue() != node.intValue()) {
      throw unfit("an integer");
    }
    return node.intValue();
  }

  boolean bool() {
    if (!node.isBoolean()) {
      throw unfit("true or false");
    }
    return node.booleanValue();
  }

  /** A member that need not be there. */
  int integer(String name, int otherwise) {
    return node.has(name) ? get(name).integer() : otherwise;
  }

  /** A member that need not be there. */
  double number(String name, double otherwise) {
    return node.has(name) ? get(name).number() : otherwise;
  }

  private Input[] elements() {
    if (!node.isArray()) {
      throw unfit("an array");
    }
    Input[] elements = new Input[node.size()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = new Input(path + "[" + i + "]", node.get(i));
    }
    return elements;
  }

  double[] vector() {
    if (!node.isArray()) {
      throw unfit("an array of numbers");
    }
    double[] numbers = new double[node.size()];
    for (int i = 0; i < numbers.length; i++) {
      JsonNode element = node.get(i);
      numbers[i] =
          element.isNumber()
              ? element.doubleValue()
              : new Input(path + "[" + i + "]", element).number();
    }
    return numbers;
  }

  int[] integers() {
    Input[] elements = elements();
    int[] numbers = new int[elements.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = elements[i].integer();
    }
    return numbers;
  }

  double[][] matrix() {
    Input[] elements = elements();
    double[][] rows = new double[elements.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = elements[i].vector();
    }
    return rows;
  }

  int[][] integerMatrix() {
    Input[] elements = elements();
    int[][] rows = new int[elements.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = elements[i].integers();
    }
    return rows;
  }

  double[][][] matrices() {
    Input[] elements = elements();
    double[][][] all = new double[elements.length][][];
    for (int i = 0; i < all.length; i++) {
      all[i] = elements[i].matrix();
    }
    return all;
  }

  private IllegalArgumentException unfit(String expected) {
    return new IllegalArgumentException(path + " is " + kind(node) + ": expected " + expected);
  }

  private static String kind(JsonNode node) {
    return node.isMissingNode()
        ? "missing"
        : node.isContainerNode()
            ? node.isArray() ? "an array of " + node.size() : "an object"
            : node.toString();
  }
}
