package dev.haios.contracts.schema;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.keyword.BaseKeywordValidator;
import com.networknt.schema.keyword.Keyword;
import com.networknt.schema.keyword.KeywordValidator;
import com.networknt.schema.path.NodePath;
import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;

/**
 * The keywords {@code minimum} and {@code maximum}. The library's own throw when a number that is
 * compared with a whole limit does not fit 64 bits.
 */
final class StrictLimit extends BaseKeywordValidator {

    private final BigDecimal limit;
    private final int wrongSide;

    private StrictLimit(
            Keyword keyword,
            JsonNode limit,
            SchemaLocation location,
            Schema parent,
            SchemaContext context,
            int wrongSide) {
        super(keyword, limit, location, parent, context);
        this.limit = limit.decimalValue();
        this.wrongSide = wrongSide;
    }

    static Keyword minimum() {
        return keyword("minimum", -1);
    }

    static Keyword maximum() {
        return keyword("maximum", 1);
    }

    private static Keyword keyword(String name, int wrongSide) {
        return new Keyword() {
            @Override
            public String getValue() {
                return name;
            }

            @Override
            public KeywordValidator newValidator(
                    SchemaLocation location, JsonNode limit, Schema parent, SchemaContext context) {
                return new StrictLimit(this, limit, location, parent, context, wrongSide);
            }
        };
    }

    @Override
    public void validate(
            ExecutionContext execution, JsonNode node, JsonNode root, NodePath location) {
        if (node.isNumber() && node.decimalValue().compareTo(limit) == wrongSide) {
            execution.addError(
                    error().instanceNode(node)
                            .instanceLocation(location)
                            .evaluationPath(execution.getEvaluationPath())
                            .locale(execution.getExecutionConfig().getLocale())
                            .arguments(limit)
                            .build());
        }
    }
}
