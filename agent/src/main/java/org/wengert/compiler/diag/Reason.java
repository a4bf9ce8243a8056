package org.wengert.compiler.diag;

/** Why something is not differentiated: every refusal of the compiler is one of these. */
public enum Reason {
  NATIVE_METHOD(
      "the method is native, so there is no bytecode to differentiate",
      "give its derivative by @DerivativeOf, or differentiate a Java implementation of it"),
  ABSTRACT_METHOD(
      "the method is abstract, so there is no bytecode to differentiate",
      "name the implementation that is to be differentiated"),
  NO_SUCH_METHOD("there is no such method", "check the name and the descriptor"),
  NO_CLASS_FILE(
      "the class file cannot be found through the class's loader",
      "make the class file available as a resource of the loader that defined the class"),
  UNREADABLE_CLASS(
      "the class file cannot be read: %s", "use a class file version that this agent knows"),
  HANDLER_OF_MACHINE_ERROR(
      "a try block catches %s, which a derivative may cause where the method itself does not: it"
          + " needs more stack and memory",
      "catch it outside of the code that is differentiated"),
  STATIC_FIELD_NOT_FOUND(
      "the class file that declares the static field %s cannot be found through the class's"
          + " loader",
      "make the class files of its class and of the supertypes available as resources of the"
          + " loader"),
  DYNAMIC_CALL(
      "the call %s, and what it runs is not known",
      "use plain methods or lambdas on the numeric path"),
  ACTIVE_BITS(
      "the bits of a floating-point value reach %s, where their derivative would be lost",
      "use arithmetic instead of bit patterns"),
  NUMBER_IN_INTEGERS(
      "%s has to do with the digits of a number that an object keeps in integers, where its"
          + " derivative would be lost",
      "use the arithmetic of the object's class instead of its digits"),
  TOO_LARGE(
      "the derivative needs a method of %s bytes, and a class file holds 65,535",
      "split the method"),
  UNKNOWN_FUNCTION(
      "which method runs cannot be found out for %s",
      "name the method instead: Derivatives.of(class, name)"),
  INACTIVE_ARGUMENT_IS_ACTIVE(
      "the argument for parameter '%s', which is no independent, is the same array as an argument"
          + " that is one, or holds one of its rows",
      "make both parameters independents, or pass a copy"),
  INACTIVE_ARGUMENT_IS_REACHED(
      "the array that was passed for parameter '%s', which is no independent, is reached there in"
          + " another way too, through a static field or a returned reference, where it may carry"
          + " derivatives",
      "make the parameter an independent, or pass a copy"),
  TAPE_LIMIT(
      "the derivative records more than its tape may hold: %s",
      "raise the limit with the agent option tape-limit=BYTES, or record less: differentiate a"
          + " shorter run of the loop, or mark inputs that need no derivative @Inactive"),
  OVERRIDDEN_IN_PLAIN_CALL(
      "a call of the library that runs plain calls %s, which may write or yield active numbers",
      "call that method itself through a variable of its own class, or say that it carries no"
          + " derivatives: @Inactive, or the agent option inactive=PATTERNS"),
  WRONG_RULE(
      "the rule for the derivative of a method that is called cannot be used: %s",
      "correct the method that is annotated @DerivativeOf"),
  RULE_OF_OTHER_MODE(
      "the derivative of %s mode only", "give it in the other mode too, by @DerivativeOf"),
  RULE_RETURNS_KNOWN_ARRAY(
      "a method whose derivative is given by @DerivativeOf returns an array that is not new: an"
          + " argument, or one that is reached elsewhere",
      "give the rule for a method that returns a new array, or that is handed the array to fill"),
  RULE_YIELDS_OTHER_SHAPE(
      "a method annotated @DerivativeOf returns tangents that have not the shape of the result",
      "return an array of the same lengths, null for null"),
  HANDLE_OF_UNKNOWN_MEMORY(
      "it is not known which memory a VarHandle or a field's updater stands for (%s)",
      "use one of a field or of the elements of an array, which a static final field holds and its"
          + " class initializer makes from constants (findVarHandle, findStaticVarHandle,"
          + " arrayElementVarHandle, newUpdater), and call get, set or compareAndSet of it"),
  NESTED_IN_REVERSE(
      "a derivative is taken in it whose function cannot run again, as the reverse sweep needs: %s",
      "let the function write nothing but what it makes and read nothing but its argument and what"
          + " it captures, or ask for the outer derivative in forward mode: jvp,"
          + " Derivatives.derivative, or jacobians().forward()"),
  NESTED_BUFFERS_DIFFER(
      "a derivative is taken in what is differentiated, one array is given for two parameters, and"
          + " its derivatives are to go to two arrays",
      "pass the same buffer or tangent array for both"),
  NO_SECOND_DERIVATIVE(
      "there is no second derivative yet where %s",
      "take second derivatives by differences of the gradient, or write that part as plain code"),
  INTERNAL("the compiler failed: %s", "please report this with the method's class file");

  private final String text;
  private final String remedy;

  Reason(String text, String remedy) {
    this.text = text;
    this.remedy = remedy;
  }

  /** What is the matter, with the detail where the text has a place for it. */
  public String describe(String detail) {
    return text.contains("%s") ? text.replace("%s", String.valueOf(detail)) : text;
  }

  /** What is the matter and what to do about it. */
  public String text(String detail) {
    return describe(detail) + "; remedy: " + remedy;
  }

  public String remedy() {
    return remedy;
  }
}
