package dev.haios.contracts.schema;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Executable;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;

/**
 * Lets the compiler's nullness be the wire's: a record component without {@code @Nullable} must be
 * there, except that a collection which is absent is empty. Records so need no null checks of their
 * own.
 */
final class NullnessIntrospector extends NopAnnotationIntrospector {

    @Override
    public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
        if (!(member instanceof AnnotatedParameter parameter) || !inRecord(parameter)) {
            return null;
        }
        return !isNullable(parameter) && !isCollection(parameter.getRawType());
    }

    @Override
    public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
        if (!(annotated instanceof AnnotatedParameter parameter) || !inRecord(parameter)) {
            return JsonSetter.Value.empty();
        }
        Class<?> type = parameter.getRawType();
        if (Collection.class.isAssignableFrom(type)) {
            return JsonSetter.Value.construct(absent(parameter, Nulls.AS_EMPTY), Nulls.FAIL);
        }
        if (Map.class.isAssignableFrom(type)) {
            return JsonSetter.Value.forValueNulls(absent(parameter, Nulls.AS_EMPTY));
        }
        // A raw null is a value like any other.
        return type == RawJson.class
                ? JsonSetter.Value.empty()
                : JsonSetter.Value.forValueNulls(absent(parameter, Nulls.FAIL));
    }

    private static Nulls absent(AnnotatedParameter parameter, Nulls otherwise) {
        return isNullable(parameter) ? Nulls.DEFAULT : otherwise;
    }

    private static boolean inRecord(AnnotatedParameter parameter) {
        return parameter.getDeclaringClass().isRecord();
    }

    private static boolean isCollection(Class<?> type) {
        return Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
    }

    private static boolean isNullable(AnnotatedParameter parameter) {
        AnnotatedType type =
                parameter.getOwner().getMember() instanceof Executable creator
                        ? creator.getAnnotatedParameterTypes()[parameter.getIndex()]
                        : null;
        return type != null && type.isAnnotationPresent(Nullable.class);
    }
}
