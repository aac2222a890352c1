# Finds a JDK, builds what is stale and starts Java. Sourced by ./slipway and by .mvn/pulumi; Bash 3.2 is enough.
#
# Maven marks built modules: each module's target/built has the time at which its build began, so that a
# source that was saved while the compiler ran is newer. Jars are run from a copy under target/launch/<checksum>, which no
# build touches; the AOT cache is beside the jars that it was trained with.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
launch=$root/target/launch

# Prints a message on stderr. Exit code 3: this machine cannot build or run it (1 and 2 belong to the program).
fail() {
    echo "$*" >&2
    exit 3
}

# ---- a JDK --------------------------------------------------------------------------------------------------------------

# Succeeds if $1 is the home of a JDK (not just a JRE) of version 25 or newer.
suits() {
    local line version=
    [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
    while IFS= read -r line; do
        case $line in JAVA_VERSION=*) version=${line#*\"} ;; esac
    done <"$1/release"
    version=${version%%[!0-9]*}
    [ "${version:-0}" -ge 25 ]
}

# Prints the home of the java on the PATH, following links.
home_of_path() {
    local file link
    file=$(command -v java) || return 1
    while link=$(readlink "$file"); do
        case $link in /*) file=$link ;; *) file=$(dirname "$file")/$link ;; esac
    done
    cd "$(dirname "$file")/.." 2>/dev/null && pwd -P
}

# Sets JAVA_HOME; SLIPWAY_JDKS replaces the usual folders.
find_jdk() {
    local home folder
    for home in "${JAVA_HOME:-}" "${JAVA_HOME_25_X64:-}" "${JAVA_HOME_25_ARM64:-}" "$(home_of_path)"; do
        if [ -n "$home" ] && suits "$home"; then
            export JAVA_HOME=$home
            return
        fi
    done
    local folders=${SLIPWAY_JDKS-$HOME/.sdkman/candidates/java:$HOME/.asdf/installs/java:$HOME/.local/share/mise/installs/java:$HOME/.jdks:$HOME/Library/Java/JavaVirtualMachines:/Library/Java/JavaVirtualMachines:/opt/homebrew/opt:/usr/local/opt:/home/linuxbrew/.linuxbrew/opt:/usr/lib/jvm:/usr/java:/opt/java:/opt}
    local IFS=:
    for folder in $folders; do
        for home in "$folder"/*/Contents/Home "$folder"/*/libexec/openjdk.jdk/Contents/Home "$folder"/*/libexec "$folder"/*; do
            if suits "$home"; then
                export JAVA_HOME=$home
                return
            fi
        done
    done
    unset IFS
    if [ -z "${SLIPWAY_JDKS+x}" ] && home=$(/usr/libexec/java_home -v 25+ 2>/dev/null) && suits "$home"; then
        export JAVA_HOME=$home
        return
    fi
    fail "No JDK 25 or newer was found in JAVA_HOME, on the PATH or in the usual folders: install one (https://adoptium.net) or set JAVA_HOME to it."
}

# ---- a build ------------------------------------------------------------------------------------------------------------

# Prints why a module is stale: a source or POM is newer than its last build, or it was never built.
stale() {
    local module
    for module; do
        [ -e "$root/$module/target/built" ] || { echo "$module is not built yet"; return; }
        # Folders count too: their time is that of the last added or deleted file.
        find "$root/$module/pom.xml" "$root/$module/src/main" "$root/pom.xml" "$root/.mvn/jvm.config" \
            -newer "$root/$module/target/built" 2>/dev/null | head -n 1 | sed "s|^$root/||; s|\$| has changed|"
    done | head -n 1
}

lock() {
    local owner reported= waited=0
    mkdir -p "$launch"
    until mkdir "$launch/lock" 2>/dev/null; do
        owner=$(cat "$launch/lock/owner" 2>/dev/null)
        if [ -n "$owner" ] && kill -0 "$owner" 2>/dev/null || [ -z "$owner" ] && [ $waited -lt 50 ]; then
            [ -n "$reported" ] || [ $waited -lt 5 ] || { echo "Waiting for another build (process ${owner:-?})" >&2; reported=yes; }
            waited=$((waited + 1))
            sleep 0.2
        else
            # Its owner has ended. Moving is atomic, so only one of several waiting processes removes it.
            mv "$launch/lock" "$launch/lock.$$" 2>/dev/null && rm -rf "$launch/lock.$$"
            waited=0
        fi
    done
    echo $$ >"$launch/lock/owner"
    trap unlock EXIT
    trap 'exit 130' INT TERM
}

unlock() {
    rm -rf "$launch/lock"
    trap - EXIT INT TERM
}

# Summarizes Maven's log: the modules, and the number of downloaded files.
progress() {
    local line fetched=0
    while IFS= read -r line; do
        printf '%s\n' "$line" >&3
        case $line in
            "[INFO] Building "*[0-9]/[0-9]*)
                [ $fetched -eq 0 ] || echo >&2
                fetched=0
                line=${line#"[INFO] Building "}
                echo "  ${line%% [0-9]*}" >&2
                ;;
            *Downloading\ from*)
                fetched=$((fetched + 1))
                [ ! -t 2 ] || printf '\r  fetching libraries: %d ' $fetched >&2
                ;;
        esac
    done 3>"$launch/build.log"
}

# Builds modules $* and their dependencies.
build() {
    local started=$SECONDS modules
    modules=$(IFS=,; echo "$*")
    echo "Building: $(stale "$@")" >&2
    (cd "$root" && ./mvnw -B -am -pl "$modules" -Dmaven.test.skip=true package) 2>&1 </dev/null | progress
    if [ "${PIPESTATUS[0]}" -ne 0 ]; then
        grep -e '^\[ERROR\]' -e '^\[WARNING\] .*\.java:' "$launch/build.log" | grep -v -e '-> \[Help' -e 'Re-run Maven' -e 'full stack trace' \
            -e 'For more information' -e '^\[ERROR\] *$' -e 'After correcting' -e '\[Help 1\]' -e 'mvn <args>' | head -n 40 >&2
        fail "The build failed; all of its output is in ${launch#"$PWD"/}/build.log."
    fi
    echo "Built in $((SECONDS - started)) s" >&2
}

# Sets $run, the folder that this build runs from, named by a checksum of the modules' jars and the libraries' paths.
identify() {
    local sums
    sums=$(for module; do cksum "$root/$module/$(cat "$root/$module/target/built")" || exit; done 2>/dev/null &&
        cksum "$root/$1/target/classpath" 2>/dev/null) || return 1
    run=$launch/$(printf '%s' "$sums" | cksum | tr ' ' -)
}

# Copies the modules' jars to $run and writes the class path there. The previous build may still be running from its
# own folder; older ones are deleted.
assemble() {
    local module jar classpath=
    rm -rf "$run.new"
    mkdir -p "$run.new"
    for module; do
        jar=$(cat "$root/$module/target/built")
        cp "$root/$module/$jar" "$run.new/" || fail "$module/$jar cannot be copied to ${run#"$root"/}."
        classpath=$classpath$run/${jar##*/}:
    done
    printf '%s%s' "$classpath" "$(cat "$root/$1/target/classpath")" >"$run.new/classpath"
    rm -rf "$run"
    mv "$run.new" "$run"
    find "$launch" -mindepth 1 -maxdepth 1 -type d -name '[0-9]*' -mtime +1 ! -path "$run" -exec rm -rf {} +
}

# Succeeds if all jars of $run exist. Libraries are in Maven's local repository, which may have been emptied.
complete() {
    local entry
    [ -r "$run/classpath" ] || return 1
    classpath=$(cat "$run/classpath")
    local IFS=:
    for entry in $classpath; do
        [ -e "$entry" ] || return 1
    done
}

# Prints module $1 and the modules of this project that it depends on. The dependencies come from the POMs: the artifact
# <anything>-NAME is the module in the folder NAME.
with_dependencies() {
    local module name found=' '
    while [ $# -gt 0 ]; do
        module=$1
        shift
        case $found in *" $module "*) continue ;; esac
        found="$found$module "
        for name in $(sed -n 's|.*<artifactId>[^-<]*-\([^<]*\)</artifactId>.*|\1|p' "$root/$module/pom.xml"); do
            [ ! -e "$root/$name/pom.xml" ] || set -- "$@" "$name"
        done
    done
    echo $found
}

# Builds the stale modules among module $1, which Java runs, its dependencies, and the modules after --.
# Sets $run and $classpath.
ready() {
    local modules all
    # shellcheck disable=SC2207 # a module's name is one word
    modules=($(with_dependencies "$1"))
    shift
    [ $# -eq 0 ] || shift
    all=("${modules[@]}" "$@")
    fresh() { [ -z "$(stale "${all[@]}")" ] && identify "${modules[@]}" && complete; }
    fresh && return
    lock
    if ! fresh; then
        [ -z "$(stale "${all[@]}")" ] || build "${all[@]}"
        identify "${modules[@]}" || fail "The build left no jar of ${modules[*]}."
        assemble "${modules[@]}"
        complete || { build "${all[@]}" && assemble "${modules[@]}" && complete; } ||
            fail "The class path has libraries that do not exist: ${run#"$root"/}/classpath"
    fi
    unlock
}

# ---- Java ---------------------------------------------------------------------------------------------------------------

# Parallelism: pulumi-java#2270, see docs/decisions/executor.md. C1 and the serial collector start fastest.
flags=(-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:+DisplayVMOutputToStderr -Xlog:disable -Xlog:all=error:stderr
    -Djava.util.concurrent.ForkJoinPool.common.parallelism=4 --sun-misc-unsafe-memory-access=allow
    --enable-native-access=ALL-UNNAMED "-Dslipway.project=$root")

# Creates the folder $making for a recording of $cache, unless a running process records one or there is not enough space (about
# 100 MB): a Java that cannot write its recording exits with 1, even if the program succeeded.
begin_recording() {
    local other free
    for other in "$cache".of-*; do
        [ -d "$other" ] || continue
        # The process id may have been reused: no recording takes an hour.
        [ "${other##*-}" = $$ ] || ! kill -0 "${other##*-}" 2>/dev/null || [ -n "$(find "$other" -prune -mmin +60)" ] || return 1
        rm -rf "$other" # its process was killed
    done
    read -r _ _ _ free _ < <(df -Pk "$run" | tail -n 1)
    [ "${free:-0}" -ge 300000 ] 2>/dev/null && making=$cache.of-$$ && mkdir "$making" 2>/dev/null
}

# Runs class $1 with the arguments that follow. It uses an AOT cache if this build has one for this class and this JDK. If it
# has none and $record is set, the run is recorded, and a background process creates a cache for the next run from it.
run_java() {
    local class=$1 cache making status
    shift
    cache=$run/$class-$(cksum <"$JAVA_HOME/release" | tr ' ' -).aot
    if [ -s "$cache" ]; then
        exec "$JAVA_HOME/bin/java" -XX:AOTCache="$cache" "${flags[@]}" -cp "$classpath" "$class" "$@"
    elif [ -z "${record:-}" ] || ! begin_recording; then
        exec "$JAVA_HOME/bin/java" "${flags[@]}" -cp "$classpath" "$class" "$@"
    fi
    # Without the last two options Java would print messages about the recording.
    "$JAVA_HOME/bin/java" -XX:AOTMode=record -XX:AOTConfiguration="$making/recorded" "${flags[@]}" \
        -XX:+UnlockDiagnosticVMOptions -XX:-DisplayVMOutput -cp "$classpath" "$class" "$@"
    status=$?
    if [ $status -ne 0 ]; then
        rm -rf "$making"
        exit $status
    fi
    # Its own process group, because Pulumi's host ends the remaining processes of its child's group.
    set -m
    {
        # This process creates the cache now. Bash 3.2 has no other way to get its id.
        mine=$cache.of-$(exec sh -c 'echo $PPID')
        mv "$making" "$mine" && nice -n 19 "$JAVA_HOME/bin/java" -XX:AOTMode=create -XX:AOTConfiguration="$mine/recorded" \
            -XX:AOTCache="$mine/made" "${flags[@]}" -cp "$classpath" && mv "$mine/made" "$cache"
        rm -rf "$mine"
    } </dev/null >/dev/null 2>&1 &
}
