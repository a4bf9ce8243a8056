/**
 * The annotation processor. {@link org.wengert.processor.DifferentiableProcessor} reads as: {@link
 * org.wengert.processor.Refusals} checks, {@link org.wengert.processor.MethodModel} holds, {@link
 * org.wengert.processor.CompanionWriter} and its forms write; all generated names are in {@link
 * org.wengert.processor.Names}.
 */
package org.wengert.processor;
