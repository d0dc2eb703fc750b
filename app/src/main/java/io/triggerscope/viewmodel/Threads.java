package io.triggerscope.viewmodel;

import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

/**
 * Where work is done: {@code background} makes threads that may block (virtual ones, whose JDBC
 * calls end when interrupted), {@code fx} runs what touches properties. Tests pass {@code
 * Runnable::run} as {@code fx}.
 */
public record Threads(ThreadFactory background, Executor fx) {}
