package dev.haios.contracts.schema;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.keyword.Keyword;
import com.networknt.schema.keyword.TypeValidator;
import com.networknt.schema.utils.JsonType;
import tools.jackson.databind.JsonNode;

/**
 * The keyword {@code type}, except that an integer is written without fraction and exponent. JSON
 * Schema takes 90.0 and 1e999999999 for integers; Java's readers do not.
 */
final class StrictType extends TypeValidator {

    private StrictType(
            SchemaLocation location, JsonNode keyword, Schema parent, SchemaContext context) {
        super(location, keyword, parent, context);
    }

    static Keyword keyword() {
        return new Keyword() {
            @Override
            public String getValue() {
                return "type";
            }

            @Override
            public StrictType newValidator(
                    SchemaLocation location,
                    JsonNode keyword,
                    Schema parent,
                    SchemaContext context) {
                return new StrictType(location, keyword, parent, context);
            }
        };
    }

    @Override
    public boolean equalsToSchemaType(JsonNode node, ExecutionContext execution) {
        return getSchemaType() == JsonType.INTEGER
                ? node.isIntegralNumber()
                : super.equalsToSchemaType(node, execution);
    }
}
