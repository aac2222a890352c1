package dev.slipway.app;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.text.ParseException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

class AccountsTest {

    private static final String PASSWORD = "correct horse battery";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static Map<String, String> variables;
    private static Running service;

    @BeforeAll
    static void start() {
        variables = Postgres.shared().migratedDatabase();
        service = Running.start(variables);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void a_user_signs_up_signs_in_and_sees_themselves() {
        var email = "User" + NUMBER.incrementAndGet() + "@Example.com";
        var created = signUp(email);
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.body())
                .contains("\"email\":\"" + email.toLowerCase(Locale.ROOT) + "\"")
                .doesNotContain("assword");

        var signedIn = signIn(email, PASSWORD);
        assertThat(signedIn.statusCode()).isEqualTo(201);
        assertThat(signedIn.body()).contains("\"tokenType\":\"Bearer\"", "\"expiresIn\":600");

        var me = me(field(signedIn, "accessToken"));
        assertThat(me.statusCode()).isEqualTo(200);
        assertThat(me.body()).isEqualTo(created.body());
    }

    @Test
    void an_address_has_one_user() {
        var email = newUser();
        assertThat(signUp(email.toUpperCase(Locale.ROOT)).statusCode()).isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"email\":\"no-address\",\"name\":\"A\",\"password\":\"long enough\"}| email",
                "{\"email\":\"a@b.com\",\"name\":\"A\",\"password\":\"short\"}         | password",
                "{\"email\":\"a@b.com\",\"name\":\"  \",\"password\":\"long enough\"}  | name",
                "{\"email\":\"a@b.com\",\"name\":\"A\"}                                | password",
            })
    void an_invalid_user_gets_422_with_the_field(String body, String field) {
        var refused = service.post("/users", body);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("\"field\":\"" + field + "\"").doesNotContain("long enough");
    }

    @Test
    void signing_in_needs_an_address() {
        var refused = signIn("no-address", PASSWORD);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("\"field\":\"email\"").doesNotContain(PASSWORD);
    }

    @Test
    void a_wrong_password_and_an_unknown_address_get_the_same_answer() {
        var email = newUser();
        var wrong = signIn(email, "not the password");
        var unknown = signIn("nobody@example.com", "not the password");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(withoutId(wrong)).isEqualTo(withoutId(unknown));
    }

    @Test
    void guessing_a_password_gets_429() {
        var email = newUser();
        for (int i = 0; i < 10; i++) {
            signIn(email, "guess number " + i);
        }
        var limited = signIn(email, PASSWORD);
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void a_refresh_token_gives_the_next_one() {
        var first = signIn(newUser(), PASSWORD);
        var second = refresh(field(first, "refreshToken"));
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(field(second, "refreshToken")).isNotEqualTo(field(first, "refreshToken"));
        assertThat(me(field(second, "accessToken")).statusCode()).isEqualTo(200);
    }

    @Test
    void a_refresh_token_that_comes_twice_ends_the_session() {
        var first = signIn(newUser(), PASSWORD);
        var second = refresh(field(first, "refreshToken"));

        assertThat(refresh(field(first, "refreshToken")).statusCode()).isEqualTo(401);

        assertThat(refresh(field(second, "refreshToken")).statusCode()).isEqualTo(401);
        assertThat(me(field(second, "accessToken")).statusCode()).isEqualTo(401);
    }

    @Test
    void signing_out_takes_effect_at_once() {
        var session = signIn(newUser(), PASSWORD);
        var out =
                service.send(bearer("/sessions", field(session, "accessToken")).DELETE());
        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(me(field(session, "accessToken")).statusCode()).isEqualTo(401);
        assertThat(refresh(field(session, "refreshToken")).statusCode()).isEqualTo(401);
    }

    @Test
    void a_user_changes_their_name() {
        var token = field(signIn(newUser(), PASSWORD), "accessToken");
        var changed = patch(token, "{\"name\":\"Another name\"}");
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(me(token).body()).contains("\"name\":\"Another name\"").isEqualTo(changed.body());
    }

    @Test
    void a_new_password_needs_the_old_one_and_ends_every_other_session() {
        var email = newUser();
        var other = signIn(email, PASSWORD);
        var token = field(signIn(email, PASSWORD), "accessToken");

        assertThat(patch(token, "{\"password\":\"a new password\",\"currentPassword\":\"wrong one\"}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(patch(token, "{\"password\":\"a new password\",\"currentPassword\":\"%s\"}".formatted(PASSWORD))
                        .statusCode())
                .isEqualTo(200);

        assertThat(me(token).statusCode()).isEqualTo(200);
        assertThat(me(field(other, "accessToken")).statusCode()).isEqualTo(401);
        assertThat(signIn(email, PASSWORD).statusCode()).isEqualTo(401);
        assertThat(signIn(email, "a new password").statusCode()).isEqualTo(201);
    }

    @Test
    void a_deleted_user_is_gone() {
        var email = newUser();
        var session = signIn(email, PASSWORD);
        assertThat(service.send(bearer("/users/me", field(session, "accessToken"))
                                .DELETE())
                        .statusCode())
                .isEqualTo(204);
        assertThat(me(field(session, "accessToken")).statusCode()).isEqualTo(401);
        assertThat(signIn(email, PASSWORD).statusCode()).isEqualTo(401);
    }

    @Test
    void only_genuine_tokens_are_good() throws Exception {
        var token = field(signIn(newUser(), PASSWORD), "accessToken");
        var parts = token.split("\\.", 3);
        var none = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\",\"typ\":\"at+jwt\"}".getBytes(StandardCharsets.UTF_8));
        // Signed with the public key as if it were a shared secret.
        var jwks = service.get("/.well-known/jwks.json").body();
        var confused = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(new JOSEObjectType("at+jwt"))
                        .keyID(SignedJWT.parse(token).getHeader().getKeyID())
                        .build(),
                SignedJWT.parse(token).getJWTClaimsSet());
        confused.sign(new MACSigner(jwks.getBytes(StandardCharsets.UTF_8)));

        for (var forged : new String[] {
            none + "." + parts[1] + ".",
            parts[0] + "." + parts[1] + "." + new StringBuilder(parts[2]).reverse(),
            confused.serialize(),
            "nonsense",
            ""
        }) {
            var refused = me(forged);
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.headers().firstValue("WWW-Authenticate")).hasValue("Bearer error=\"invalid_token\"");
        }
        assertThat(service.get("/users/me").headers().firstValue("WWW-Authenticate"))
                .hasValue("Bearer");
    }

    @Test
    void keys_are_published_without_their_private_part() {
        signIn(newUser(), PASSWORD);
        var jwks = service.send(service.anonymous("/.well-known/jwks.json"));
        assertThat(jwks.statusCode()).isEqualTo(200);
        assertThat(jwks.body())
                .contains("\"kty\":\"EC\"", "\"crv\":\"P-256\"", "\"use\":\"sig\"", "\"kid\":")
                .doesNotContain("\"d\":");
    }

    @Test
    void a_new_key_is_published_before_it_signs_and_old_tokens_stay_valid() throws SQLException {
        var email = newUser();
        var token = field(signIn(email, PASSWORD), "accessToken");
        var oldKey = keyOf(token);

        execute("UPDATE signing_keys SET created_at = created_at - interval '31 days'");
        try (var task = Running.start(variables)) {
            assertThat(keyOf(field(task.post("/sessions", credentials(email, PASSWORD)), "accessToken")))
                    .as("not before others have seen the new one")
                    .isEqualTo(oldKey);
            assertThat(task.get("/.well-known/jwks.json").body().split("\"kid\""))
                    .hasSize(3);
        }

        execute("UPDATE signing_keys SET created_at = created_at - interval '10 minutes'");
        try (var task = Running.start(variables)) {
            assertThat(keyOf(field(task.post("/sessions", credentials(email, PASSWORD)), "accessToken")))
                    .isNotEqualTo(oldKey);
            assertThat(task.send(task.request("/users/me").header("Authorization", "Bearer " + token))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private static String newUser() {
        var email = "user" + NUMBER.incrementAndGet() + "@example.com";
        assertThat(signUp(email).statusCode()).isEqualTo(201);
        return email;
    }

    private static HttpResponse<String> signUp(String email) {
        return service.post(
                "/users", "{\"email\":\"%s\",\"name\":\"A name\",\"password\":\"%s\"}".formatted(email, PASSWORD));
    }

    private static HttpResponse<String> signIn(String email, String password) {
        return service.post("/sessions", credentials(email, password));
    }

    private static String credentials(String email, String password) {
        return "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password);
    }

    private static HttpResponse<String> refresh(String token) {
        return service.post("/sessions", "{\"refreshToken\":\"%s\"}".formatted(token));
    }

    private static HttpResponse<String> me(String token) {
        return service.send(bearer("/users/me", token));
    }

    private static HttpResponse<String> patch(String token, String json) {
        return service.send(bearer("/users/me", token)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(json)));
    }

    private static HttpRequest.Builder bearer(String path, String token) {
        return service.request(path).header("Authorization", "Bearer " + token);
    }

    private static String keyOf(String token) {
        try {
            return SignedJWT.parse(token).getHeader().getKeyID();
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = Postgres.connectAsAdministrator(variables);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String withoutId(HttpResponse<String> response) {
        return response.body().replaceAll("\"requestId\":\"[^\"]+\"", "");
    }

    private static String field(HttpResponse<String> response, String name) {
        var matcher = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(response.body());
        assertThat(matcher.find()).as(response.body()).isTrue();
        return matcher.group(1);
    }
}
