# A PostgreSQL to throw away, for scripts that are sourced with it. Needs initdb and postgres: on the PATH, where Debian
# puts them, in $POSTGRES_BIN, or the ones that the tests use, out of Maven's repository.

# Sets $postgres_bin, or says what is missing.
postgres_find() {
    local folder jar
    for folder in "${POSTGRES_BIN:-}" "$(dirname "$(command -v initdb 2>/dev/null || echo /-)")" /usr/lib/postgresql/*/bin "$1/bin"; do
        [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ] && postgres_bin=$folder
    done
    [ -z "${postgres_bin:-}" ] || return 0
    for jar in "$HOME"/.m2/repository/io/zonky/test/postgres/embedded-postgres-binaries-linux-*/*/*-[0-9]*.jar; do
        case "$jar:$(uname -m)" in
            *alpine*) ;;
            *-linux-amd64-*:x86_64 | *-linux-arm64v8-*:aarch64)
                mkdir -p "$1" && unzip -q -o "$jar" '*.txz' -d "$1" && tar -xJf "$1"/*.txz -C "$1" && postgres_bin=$1/bin && return 0
                ;;
        esac
    done
    echo "There is no PostgreSQL here: install it, or name the folder of initdb and postgres in POSTGRES_BIN." >&2
    return 1
}

# PostgreSQL refuses to run as root.
postgres_run() {
    if [ "$(id -u)" -eq 0 ]; then
        (cd / && exec setpriv --reuid=65534 --regid=65534 --clear-groups "$@")
    else
        (cd / && exec "$@")
    fi
}

# postgres_start FOLDER PORT [SETTING ...]: starts a server on 127.0.0.1 with an empty database "orders", TLS (certificate
# authority FOLDER/ca.pem, name localhost), administrator "admin" with password "administrator". Sets $postgres_pid.
postgres_start() {
    local folder=$1 port=$2 options=() setting
    shift 2
    for setting; do options+=(-c "$setting"); done
    postgres_find "$folder/postgres" || return
    mkdir -p "$folder/data"
    echo administrator >"$folder/password"
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost \
        -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout "$folder/key.pem" -out "$folder/ca.pem" 2>"$folder/openssl.log" || return
    chmod 755 "$folder"
    if [ "$(id -u)" -eq 0 ]; then chown 65534:65534 "$folder"/{data,password,key.pem}; fi
    chmod 600 "$folder/key.pem"
    postgres_run "$postgres_bin/initdb" -D "$folder/data" -U admin --pwfile="$folder/password" -A scram-sha-256 -E UTF8 \
        --locale=C --no-sync >"$folder/initdb.log" || { cat "$folder/initdb.log" >&2; return 1; }
    # A role whose password is a sign-in token (IAM) cannot be checked here: over TLS the service's own role is let in.
    printf 'hostssl all app_iam all trust\nhost all all all scram-sha-256\n' >"$folder/hba"
    chmod 644 "$folder/hba"
    postgres_run "$postgres_bin/postgres" -D "$folder/data" -p "$port" -c listen_addresses=127.0.0.1 \
        -c unix_socket_directories= -c ssl=on -c ssl_cert_file="$folder/ca.pem" -c ssl_key_file="$folder/key.pem" \
        -c hba_file="$folder/hba" "${options[@]}" >"$folder/log" 2>&1 &
    postgres_pid=$!
    for _ in $(seq 150); do
        kill -0 "$postgres_pid" 2>/dev/null || break
        PGPASSWORD=administrator "$postgres_bin/psql" -h 127.0.0.1 -p "$port" -U admin -d postgres -qc 'CREATE DATABASE orders' 2>>"$folder/log" && return
        sleep 0.2
    done
    tail -n 20 "$folder/log" >&2
    return 1
}

# Asks the server of postgres_start.
postgres_sql() {
    local port=$1
    shift
    PGPASSWORD=administrator "${psql:-psql}" -h 127.0.0.1 -p "$port" -U admin -d orders -q "$@"
}

postgres_stop() {
    [ -z "${postgres_pid:-}" ] || { kill -INT "$postgres_pid" 2>/dev/null && wait "$postgres_pid" 2>/dev/null; }
    postgres_pid=
}
