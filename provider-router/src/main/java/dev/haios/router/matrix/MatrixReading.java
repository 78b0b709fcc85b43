package dev.haios.router.matrix;

/** What became of a look at the file. */
sealed interface MatrixReading {

    /** The version of the content that was looked at. */
    String version();

    /** It is a matrix. */
    record Accepted(Matrix matrix, String body) implements MatrixReading {
        @Override
        public String version() {
            return matrix.version();
        }
    }

    /**
     * It is none, or it is not there.
     *
     * @param reason for people, naming the spots that are wrong
     */
    record Refused(String version, String reason) implements MatrixReading {}
}
