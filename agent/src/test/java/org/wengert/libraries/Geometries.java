package org.wengert.libraries;

import org.locationtech.jts.algorithm.Angle;
import org.locationtech.jts.algorithm.MinimumBoundingCircle;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineSegment;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.Triangle;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.linearref.LengthIndexedLine;
import org.locationtech.jts.simplify.DouglasPeuckerSimplifier;

/** Calls of JTS, as applications make them. */
public final class Geometries {
  private static final GeometryFactory FACTORY = new GeometryFactory();

  private Geometries() {}

  /** Pairs of numbers as places. */
  private static Coordinate[] coordinates(double[] xy, boolean closed) {
    int count = xy.length / 2;
    Coordinate[] all = new Coordinate[closed ? count + 1 : count];
    for (int i = 0; i < all.length; i++) {
      all[i] = new Coordinate(xy[2 * (i % count)], xy[2 * (i % count) + 1]);
    }
    return all;
  }

  private static Polygon polygon(double[] xy) {
    return FACTORY.createPolygon(coordinates(xy, true));
  }

  public static double areaAndLength(double[] xy) {
    Polygon polygon = polygon(xy);
    return polygon.getArea() * polygon.getLength();
  }

  public static double centroid(double[] xy) {
    Point centre = polygon(xy).getCentroid();
    return centre.getX() * centre.getX() + 3 * centre.getY();
  }

  public static double distance(double[] xy, double x, double y) {
    return FACTORY.createPoint(new Coordinate(x, y)).distance(polygon(xy));
  }

  public static double segments(double[] xy) {
    Coordinate[] c = coordinates(xy, false);
    LineSegment first = new LineSegment(c[0], c[1]);
    LineSegment second = new LineSegment(c[2], c[3]);
    Coordinate projected = first.project(c[2]);
    return first.distance(second)
        + projected.distance(c[3])
        + first.angle() * second.segmentFraction(c[1])
        + Angle.angleBetween(c[0], c[1], c[2]);
  }

  public static double crossing(double[] xy) {
    Coordinate[] c = coordinates(xy, false);
    Coordinate met = new LineSegment(c[0], c[2]).lineIntersection(new LineSegment(c[1], c[3]));
    return met.x * met.x + 2 * met.y;
  }

  public static double transformed(double[] xy, double angle, double scale) {
    AffineTransformation moved =
        AffineTransformation.rotationInstance(angle).scale(scale, 2).translate(angle, 1);
    Geometry there = moved.transform(polygon(xy));
    double sum = 0;
    for (Coordinate c : there.getCoordinates()) {
      sum += c.x * c.y;
    }
    return sum + there.getEnvelopeInternal().getWidth();
  }

  public static double circles(double[] xy) {
    Coordinate[] c = coordinates(xy, false);
    Coordinate centre = Triangle.circumcentre(c[0], c[1], c[2]);
    MinimumBoundingCircle circle = new MinimumBoundingCircle(FACTORY.createMultiPointFromCoords(c));
    return centre.x * centre.y + circle.getRadius() + Triangle.inCentre(c[0], c[1], c[3]).x;
  }

  /** With heights, which are NaN where nobody gives them: NaN times an adjoint of zero is NaN. */
  public static double alongALine(double[] xy, double at) {
    Coordinate[] places = coordinates(xy, false);
    for (Coordinate place : places) {
      place.setZ(0);
    }
    LineString line = FACTORY.createLineString(places);
    Coordinate there = new LengthIndexedLine(line).extractPoint(at);
    Geometry simple = DouglasPeuckerSimplifier.simplify(line, 0.05);
    return there.x * there.y + simple.getLength();
  }

  public static double hull(double[] xy) {
    return FACTORY.createLineString(coordinates(xy, false)).convexHull().getArea();
  }
}
