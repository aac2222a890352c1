package dev.slipway.app.database;

/** How the service proves to the database who it is. */
public sealed interface SignIn {

    /** The service's own role, which cannot change the schema. */
    String user();

    /** What to present now; a token is good for minutes only, so ask again for each connection. */
    String password();

    /** By a password that the environment gives. */
    static SignIn password(String user, String password) {
        return new Password(user, password);
    }

    /** By a token signed with the task's role. */
    static SignIn iam(String user, String host, int port, String region) {
        return new IamToken(user, host, port, region);
    }

    /** A fixed password. */
    record Password(String user, String password) implements SignIn {
        @Override
        public String toString() {
            return "Password[" + user + "]";
        }
    }

    /**
     * A signed token, good for 15 minutes
     * (<a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html">IAM database authentication</a>).
     * Made anew for each connection: signing is local and takes well under a millisecond.
     */
    record IamToken(String user, String host, int port, String region) implements SignIn {
        @Override
        public String password() {
            return TokenSigner.instance(region).token(user, host, port);
        }
    }
}
