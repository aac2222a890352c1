package dev.slipway.app.database;

/** How the service signs in to the database. */
public sealed interface SignIn {

    /** The service's own role, which cannot change the schema. */
    String user();

    /** The current password. A token is valid for minutes only, so call this for each connection. */
    String password();

    /** Signs in with a password. */
    static SignIn password(String user, String password) {
        return new Password(user, password);
    }

    /** Signs in with a token that is signed with the role of the task. */
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
     * A signed token, valid for 15 minutes
     * (<a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html">IAM database authentication</a>).
     * There is a new one for each connection: signing is local and takes well under a millisecond.
     */
    record IamToken(String user, String host, int port, String region) implements SignIn {
        @Override
        public String password() {
            return TokenSigner.instance(region).token(user, host, port);
        }
    }
}
