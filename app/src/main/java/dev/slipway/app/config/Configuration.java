package dev.slipway.app.config;

import dev.slipway.app.database.Administrator;
import dev.slipway.app.database.DatabaseSettings;
import dev.slipway.app.database.DatabaseSettings.Tls;
import dev.slipway.app.database.SignIn;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The configuration of the service, which comes only from environment variables.
 *
 * @param database      where orders and users are; without a database there are no such features
 * @param administrator the role that migrates; its names are empty when serving
 * @param migrateTimeout the maximum duration of {@code migrate}
 * @param extensions    extensions of PostgreSQL that {@code migrate} creates
 * @param filesDirectory where files are; without it there is no such feature
 * @param stopTimeout   the time from SIGTERM to SIGKILL
 * @param corsOrigins   origins whose pages may call the service; CORS is off without any
 */
public record Configuration(
        Identity identity,
        Listen listen,
        Optional<DatabaseSettings> database,
        Administrator administrator,
        Duration migrateTimeout,
        List<String> extensions,
        List<String> apiKeys,
        Optional<Path> filesDirectory,
        RateLimit rateLimit,
        Duration stopTimeout,
        List<String> corsOrigins) {

    /** Shorter keys can be guessed. */
    private static final int MIN_KEY_LENGTH = 16;

    private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.-]+(:[0-9]{1,5})?");

    /** The names of this service in logs and metrics. */
    public record Identity(String service, String environment, LogLevel level) {}

    /**
     * Where the service listens.
     *
     * @param metricsPort a port that is in no target group
     * @param idleTimeout after which time without a request a connection is closed
     * @param trustedProxies how many proxies before the balancer report the caller's address
     */
    public record Listen(String host, int port, int metricsPort, Duration idleTimeout, int trustedProxies) {}

    /** The limit for each pair of API key and address, in each task. */
    public record RateLimit(int perSecond, int burst) {}

    /** From the most to the least detailed. */
    public enum LogLevel {
        DEBUG,
        INFO,
        WARN,
        ERROR
    }

    private enum SignInKind {
        PASSWORD,
        IAM
    }

    /**
     * Reads what {@code serve} needs.
     *
     * @throws InvalidConfiguration with every problem
     */
    public static Configuration forServing(Map<String, String> variables) {
        var environment = new Environment(variables);
        var configuration = read(environment, new Administrator("", ""));
        if (configuration.apiKeys.isEmpty()) {
            environment.problem(
                    "API_KEY_1",
                    "is not set: give at least one key, of %d characters or more".formatted(MIN_KEY_LENGTH));
        }
        for (var key : configuration.apiKeys) {
            if (key.length() < MIN_KEY_LENGTH
                    || !StandardCharsets.US_ASCII.newEncoder().canEncode(key)) {
                environment.problem(
                        "API_KEY_n", "has a key that is not %d or more ASCII characters".formatted(MIN_KEY_LENGTH));
            }
        }
        for (var origin : configuration.corsOrigins) {
            if (!ORIGIN.matcher(origin).matches()) {
                environment.problem(
                        "CORS_ORIGINS", "has \"%s\": give origins such as https://www.example.com".formatted(origin));
            }
        }
        environment.check();
        return configuration;
    }

    /**
     * Reads what {@code migrate} needs.
     *
     * @throws InvalidConfiguration with every problem
     */
    public static Configuration forMigrating(Map<String, String> variables) {
        var environment = new Environment(variables);
        environment.required("DATABASE_HOST", "the address of the PostgreSQL server");
        var administrator = new Administrator(
                environment.required("DATABASE_ADMIN_USER", "migrate signs in with it"),
                environment.required("DATABASE_ADMIN_PASSWORD", "migrate signs in with it"));
        var configuration = read(environment, administrator);
        environment.check();
        return configuration;
    }

    private static Configuration read(Environment environment, Administrator administrator) {
        var level = environment.choice("LOG_LEVEL", LogLevel.INFO);
        return new Configuration(
                new Identity(
                        environment.text("SERVICE_NAME", "slipway"), environment.text("ENVIRONMENT", "local"), level),
                listen(environment),
                environment.any("DATABASE_") ? Optional.of(database(environment)) : Optional.empty(),
                administrator,
                Duration.ofSeconds(environment.number("MIGRATE_TIMEOUT", 600, 1, 10_800)),
                environment.list("DATABASE_EXTENSIONS"),
                environment.generations("API_KEY"),
                environment.optional("FILES_DIRECTORY").map(Path::of),
                new RateLimit(
                        environment.number("RATE_LIMIT_PER_SECOND", 5, 1, 1_000_000),
                        environment.number("RATE_LIMIT_BURST", 5, 1, 1_000_000)),
                Duration.ofSeconds(environment.number("STOP_TIMEOUT", 30, 2, 120)),
                environment.list("CORS_ORIGINS"));
    }

    private static Listen listen(Environment environment) {
        var listen = new Listen(
                environment.text("HOST", "0.0.0.0"),
                environment.number("PORT", 8080, 0, 65_535),
                environment.number("METRICS_PORT", 9090, 0, 65_535),
                Duration.ofSeconds(environment.number("IDLE_TIMEOUT", 75, 1, 86_400)),
                environment.number("TRUSTED_PROXIES", 0, 0, 10));
        if (listen.port == listen.metricsPort && listen.port != 0) {
            environment.problem("METRICS_PORT", "is PORT: the metrics need a port of their own");
        }
        return listen;
    }

    private static DatabaseSettings database(Environment environment) {
        var user = environment.text("DATABASE_USER", "app");
        var host = environment.required("DATABASE_HOST", "the address of the PostgreSQL server");
        var port = environment.number("DATABASE_PORT", 5432, 1, 65_535);
        var tls = environment.choice("DATABASE_TLS", Tls.VERIFY_FULL);
        var signIn = switch (environment.choice("DATABASE_SIGN_IN", SignInKind.PASSWORD)) {
            case PASSWORD ->
                SignIn.password(user, environment.required("DATABASE_PASSWORD", "the service signs in with it"));
            case IAM -> {
                if (tls == Tls.DISABLE) {
                    environment.problem("DATABASE_TLS", "is \"disable\": a sign-in token needs verify-full");
                }
                var region = environment.required("AWS_REGION", "a sign-in token is made for a region");
                yield SignIn.iam(user, host, port, region);
            }
        };
        return new DatabaseSettings(
                host,
                port,
                environment.required("DATABASE_NAME", "the database on that server"),
                signIn,
                tls,
                Path.of(environment.text("DATABASE_CA", DatabaseSettings.BUNDLE_IN_IMAGE)),
                environment.number("DATABASE_POOL", 8, 1, 500));
    }
}
