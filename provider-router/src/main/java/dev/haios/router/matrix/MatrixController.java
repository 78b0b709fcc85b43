package dev.haios.router.matrix;

import dev.haios.contracts.routing.ProviderMatrix;
import dev.haios.kit.access.Requires;
import dev.haios.kit.access.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class MatrixController {

    private final CurrentMatrix current;

    MatrixController(CurrentMatrix current) {
        this.current = current;
    }

    /**
     * The matrix in use.
     *
     * @param refusal why the file as it is now is not used
     */
    record MatrixReply(String matrixVersion, @Nullable String refusal, ProviderMatrix matrix) {}

    @GetMapping("/matrix")
    @Requires(Role.VIEWER)
    MatrixReply matrix() {
        var matrix = current.get();
        return new MatrixReply(matrix.version(), current.refusal(), matrix.content());
    }
}
