package org.seq4j.experiments.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes one key of the experiment file, on the record component that holds its value. The key's name is the
 * component's name in snake_case.
 *
 * <p>A component without a default is required, unless it is {@code @Nullable} (then it may be absent) or itself a
 * record (then its own defaults apply).
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Key {

    /** What the key means, as one or two sentences. */
    String description();

    /** The default, written as YAML; may hold interpolations. Empty: no default. */
    String defaultValue() default "";

    /** The smallest value allowed. */
    double min() default Double.NEGATIVE_INFINITY;

    /** The largest value allowed. */
    double max() default Double.POSITIVE_INFINITY;

    /** Whether {@link #min} itself is not allowed. */
    boolean aboveMin() default false;

    /** Whether {@link #max} itself is not allowed. */
    boolean belowMax() default false;

    /**
     * The key exists only while another key has one of some values: {@code "type=adam|adamw"} names a key of the same
     * mapping, {@code "/data.format=text"} one by its full path. Of several conditions all must hold. Empty: always.
     */
    String[] onlyIf() default {};

    /**
     * The key of a section that a single value in the section's place stands for: with {@code "type"}, {@code key: x}
     * means {@code key: {type: x}}. Empty: the section must be a mapping.
     */
    String shorthand() default "";
}
