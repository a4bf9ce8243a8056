/** The Java agent: start-up, options, placing the runtime, and the class-file transformer. */
package org.wengert.agent;
