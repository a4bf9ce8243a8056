package org.wengert.compiler.ir;

import java.util.List;

/** A control-flow edge: the target and what its parameters become. */
public record Edge(Block target, List<Value> args) {}
