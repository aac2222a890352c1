package dev.slipway.component;

import io.soabase.recordbuilder.core.RecordBuilder;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Generates a staged builder for a record, so that each part is named where the record is created, and a missing part does not
 * compile. Why: docs/decisions/modules.md.
 */
@RecordBuilder.Template(options = @RecordBuilder.Options(builderMode = RecordBuilder.BuilderMode.STAGED))
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
public @interface NamedParts {}
