package dev.haios.kit.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The least role a handler method asks for. Without it, {@code GET} and {@code HEAD} ask for {@link
 * Role#VIEWER} and everything else for {@link Role#OPERATOR}, so that a forgotten annotation fails
 * closed.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Requires {

    Role value();

    /**
     * Whether a credential is asked for even on loopback without configured tokens; for calls that
     * destroy or that change limits.
     */
    boolean always() default false;
}
