package org.wengert.demo;

/** The demo's entry point. */
public final class Main {
  private Main() {}

  /**
   * Runs the demo.
   *
   * @param args ignored
   */
  public static void main(String[] args) {
    System.out.println("The demo comes here.");
  }
}
