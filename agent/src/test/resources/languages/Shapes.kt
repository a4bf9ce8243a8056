package languages

import kotlin.math.exp
import kotlin.math.sin

/** A value class of the language: its operators are methods. */
data class Point(val x: Double, val y: Double) {
  operator fun plus(other: Point) = Point(x + other.x, y + other.y)

  operator fun times(factor: Double) = Point(x * factor, y * factor)
}

sealed interface Shape {
  fun area(scale: Double): Double
}

class Circle(private val radius: Double) : Shape {
  override fun area(scale: Double) = Math.PI * radius * radius * scale * scale
}

class Box(private val width: Double, private val height: Double) : Shape {
  override fun area(scale: Double) = width * height * scale * scale
}

object Shapes {
  /** Boxed numbers in lists, lambdas, an inlined sum. */
  @JvmStatic
  fun lists(x: DoubleArray, scale: Double): Double {
    val scaled = x.map { it * scale }.filter { it > -1.0 }
    return scaled.sumOf { sin(it) * it } + scaled.reduce { a, b -> a * 0.5 + b }
  }

  /** Dispatch over a sealed interface, smart casts, ranges. */
  @JvmStatic
  fun areas(x: DoubleArray, scale: Double): Double {
    val shapes = ArrayList<Shape>()
    for (i in 0 until x.size - 1 step 2) {
      shapes += Circle(x[i])
      shapes += Box(x[i], x[i + 1])
    }
    var sum = 0.0
    for (shape in shapes) {
      sum += when (shape) {
        is Circle -> shape.area(scale)
        is Box -> exp(-shape.area(scale))
      }
    }
    return sum
  }

  /** Data classes folded over, default arguments, a local function. */
  @JvmStatic
  fun centre(x: DoubleArray, scale: Double): Double {
    fun weight(i: Int, by: Double = 0.5) = by * (i + 1)
    val sum = x.indices.fold(Point(0.0, 0.0)) { p, i -> p + Point(x[i], x[i] * x[i]) * weight(i) }
    val (first, second) = sum * scale
    return first * second
  }

  /** Exceptions are expressions; null where there is nothing. */
  @JvmStatic
  fun guarded(x: DoubleArray, scale: Double): Double {
    val last = try { x[x.size] } catch (e: IndexOutOfBoundsException) { x[0] * scale }
    val positive: Double? = x.firstOrNull { it > 0 }
    return last * (positive ?: 1.0)
  }
}
