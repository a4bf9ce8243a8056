/**
 * The derivative rules of all floating-point operations, as data.
 *
 * <p>{@link org.wengert.compiler.rules.RuleRows} is the table that people read and edit; {@link
 * org.wengert.compiler.rules.RuleTable} looks a row up and parses it on first use; {@link
 * org.wengert.compiler.rules.Rule} is a parsed row. A partial is an {@link
 * org.wengert.compiler.rules.Expr} over the operands and the result of the operation, so that it
 * can be turned into IR and differentiated again, to any order. The package depends on nothing.
 */
package org.wengert.compiler.rules;
