/**
 * What applications use: {@link org.wengert.Differentiable} and {@link org.wengert.Derivatives}.
 *
 * <p>Nothing here differentiates: the agent ({@code -javaagent:.../wengert-agent.jar}) does, and
 * this package finds it at run time. System property {@code wengert.tape.keepBytes} (default 256
 * MiB): a tape that has grown beyond is not kept for the next call.
 */
package org.wengert;
