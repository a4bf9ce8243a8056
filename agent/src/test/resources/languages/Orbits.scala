package languages

import scala.collection.mutable.ArrayBuffer

final case class Vec(x: Double, y: Double):
  def +(other: Vec): Vec = Vec(x + other.x, y + other.y)
  def *(factor: Double): Vec = Vec(x * factor, y * factor)
  def norm: Double = math.sqrt(x * x + y * y)

sealed trait Term
final case class Constant(value: Double) extends Term
final case class Sum(left: Term, right: Term) extends Term
final case class Product(left: Term, right: Term) extends Term

object Orbits:
  /** Boxed numbers in immutable collections, functions as values. */
  def collections(x: Array[Double], scale: Double): Double =
    val scaled = x.toVector.map(_ * scale)
    val mixed = scaled.zip(scaled.reverse).map((a, b) => a * b + math.sin(a))
    mixed.foldLeft(0.0)(_ * 0.5 + _) + scaled.filter(_ > 0).sum

  /** Algebraic data types and pattern matching. */
  def terms(x: Array[Double], scale: Double): Double =
    def evaluate(term: Term): Double = term match
      case Constant(value) => value
      case Sum(left, right) => evaluate(left) + evaluate(right)
      case Product(left, right) => evaluate(left) * evaluate(right)
    val leaves = x.map(value => Constant(value * scale): Term)
    evaluate(leaves.reduceLeft((a, b) => Sum(Product(a, b), b)))

  /** Case classes, a mutable buffer, a loop. */
  def steps(x: Array[Double], scale: Double): Double =
    val path = ArrayBuffer(Vec(x(0), x(1)))
    var i = 0
    while i < 4 do
      val last = path.last
      path += last + Vec(-last.y, last.x) * (scale / (1 + last.norm))
      i += 1
    path.map(_.norm).sum

  /** An option, a lazy value, a tail call. */
  def lazily(x: Array[Double], scale: Double): Double =
    lazy val first = x.find(_ > 0).map(_ * scale).getOrElse(1.0)
    @annotation.tailrec
    def power(base: Double, n: Int, product: Double): Double =
      if n == 0 then product else power(base, n - 1, product * base)
    power(first, 3, 1) + first
