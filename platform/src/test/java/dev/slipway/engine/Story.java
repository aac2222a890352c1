package dev.slipway.engine;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An engine test whose methods are steps: a stack is deployed once, and each step uses the state of the previous one. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EngineTest
@ExtendWith(StopAfterFailedStep.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@interface Story {}
