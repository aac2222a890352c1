# A temporary PostgreSQL, for scripts that source this file. Uses the initdb, pg_ctl and postgres in $POSTGRES_BIN, on the PATH,
# in Debian's folders, or in Maven's local repository, where the tests' PostgreSQL is.

# Sets $postgres_bin to the folder of the programs. Unpacks the tests' PostgreSQL to folder $1 if no other is installed.
postgres_find() {
    local folder jar
    for folder in "${POSTGRES_BIN:-}" "$(dirname "$(command -v initdb || echo /)")" /usr/lib/postgresql/*/bin; do
        [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ] && postgres_bin=$folder && return
    done
    for jar in "$HOME"/.m2/repository/io/zonky/test/postgres/embedded-postgres-binaries-linux-*/*/*.jar; do
        case "$jar:$(uname -m)" in
            *-linux-amd64/*:x86_64 | *-linux-arm64v8/*:aarch64)
                mkdir -p "$1" && unzip -q -o "$jar" '*.txz' -d "$1" && tar -xJf "$1"/*.txz -C "$1" && postgres_bin=$1/bin && return
                ;;
        esac
    done
    echo "PostgreSQL was not found: install it, or set POSTGRES_BIN to the folder of initdb and postgres." >&2
    return 1
}

# Runs program $1 of PostgreSQL with the arguments that follow, as another user if this is root, which PostgreSQL refuses.
postgres_run() {
    local program=$postgres_bin/$1
    shift
    if [ "$(id -u)" -eq 0 ]; then
        (cd "$postgres_folder/data" && exec setpriv --reuid=65534 --regid=65534 --clear-groups "$program" "$@")
    else
        (cd "$postgres_folder/data" && exec "$program" "$@")
    fi
}

# postgres_create FOLDER: creates a cluster with a database "orders", TLS (FOLDER/ca.pem is valid for localhost and 127.0.0.1)
# and an administrator "admin" with the password "administrator". Creating it does not sync to disk.
postgres_create() {
    postgres_folder=$1
    mkdir -p "$1/data" && chmod 755 "$1"
    postgres_find "$1/postgres" || return
    echo administrator >"$1/password"
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost \
        -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout "$1/key.pem" -out "$1/ca.pem" 2>"$1/openssl.log" || return
    # Only AWS can check an IAM sign-in token, so the role "iam" is trusted over TLS.
    printf 'hostssl all iam all trust\nhost all all all scram-sha-256\n' >"$1/hba"
    chmod 600 "$1/key.pem"
    [ "$(id -u)" -ne 0 ] || chown 65534:65534 "$1"/{data,password,key.pem,hba}
    postgres_run initdb -D "$1/data" -U admin --pwfile="$1/password" -A scram-sha-256 -E UTF8 --locale=C --no-sync \
        >"$1/initdb.log" || { cat "$1/initdb.log" >&2; return 1; }
    postgres_offline postgres 'CREATE DATABASE orders'
}

# postgres_offline DATABASE STATEMENT: runs the statement while the server is stopped, without a client program.
postgres_offline() {
    printf '%s;\n' "$2" | postgres_run postgres --single -j -D "$postgres_folder/data" "$1" >"$postgres_folder/offline.log" 2>&1
    ! grep -E 'ERROR|FATAL|PANIC' "$postgres_folder/offline.log" >&2
}

# postgres_start PORT [SETTING=VALUE...]: starts the server on 127.0.0.1.
postgres_start() {
    local options="-p $1 -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c ssl=on" setting
    options="$options -c ssl_cert_file=$postgres_folder/ca.pem -c ssl_key_file=$postgres_folder/key.pem -c hba_file=$postgres_folder/hba"
    shift
    for setting; do options="$options -c $setting"; done
    postgres_run pg_ctl -D "$postgres_folder/data" -l "$postgres_folder/data/log" -w -t 60 -s -o "$options" start || {
        tail -n 20 "$postgres_folder/data/log" >&2
        return 1
    }
}

postgres_stop() {
    [ ! -e "${postgres_folder:-/none}/data/postmaster.pid" ] || postgres_run pg_ctl -D "$postgres_folder/data" -m fast -s -w stop
}
