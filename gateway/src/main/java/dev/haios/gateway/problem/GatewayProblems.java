package dev.haios.gateway.problem;

import dev.haios.contracts.schema.Violation;
import dev.haios.kit.web.ProblemException;
import java.util.List;
import org.springframework.http.HttpStatus;

/** The refusals of requests that never reach routing; those that do end in a {@link Refusal}. */
public final class GatewayProblems {

    private GatewayProblems() {}

    /** 400: the contract allows the value, this gateway's settings do not. */
    public static ProblemException outOfBounds(String pointer, String detail) {
        return ProblemException.of(
                        HttpStatus.BAD_REQUEST,
                        "invalid-request",
                        "The request asks for more than this gateway allows; see errors.")
                .at(List.of(new Violation(pointer, detail)));
    }

    /** 501: the contract knows the field, this gateway cannot honour it and will not ignore it. */
    public static ProblemException notYet(String pointer, String what) {
        return ProblemException.of(
                        HttpStatus.NOT_IMPLEMENTED,
                        "not-yet",
                        what + " is not offered by this gateway; leave " + pointer + " out.")
                .at(List.of(new Violation(pointer, "is not offered yet")));
    }

    /** 404: there is no such receipt and no such run. */
    public static ProblemException unknownReceipt(String id) {
        return ProblemException.of(
                        HttpStatus.NOT_FOUND,
                        "unknown-receipt",
                        "No run and no receipt has this id; GET /receipts lists the newest.")
                .with("id", id);
    }

    /** 404: nobody has set this budget. */
    public static ProblemException unknownBudget(String scope) {
        return ProblemException.of(
                        HttpStatus.NOT_FOUND,
                        "unknown-budget",
                        "There is no budget of this scope; GET /budgets lists all.")
                .with("scope", scope);
    }

    /** 400: a query parameter is not what it should be. */
    public static ProblemException badParameter(String name, String detail) {
        return ProblemException.of(
                        HttpStatus.BAD_REQUEST,
                        "invalid-request",
                        "The parameter '" + name + "' " + detail + ".")
                .at(List.of(new Violation("?" + name, detail)));
    }
}
