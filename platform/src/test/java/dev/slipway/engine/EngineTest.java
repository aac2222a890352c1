package dev.slipway.engine;

import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Needs a real engine and a simulated AWS; docs/engine-tests.md describes how they are found. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Equipment.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@interface EngineTest {}
