/** Short programs that show one idea each. */
package org.wengert.demo.programs;
