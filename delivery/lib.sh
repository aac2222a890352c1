# shellcheck shell=bash
# Functions of the delivery commands, which source this file. Works with Bash 3.2.
# To get exit codes, use `x=$(a | b)` under pipefail; <(a) would lose the code.

# The repository's root.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# Prints lines on stderr and exits with code 1.
fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

# Exits with code 2 if one of the commands $* is missing.
need() {
    local command
    for command; do
        command -v "$command" >/dev/null || {
            echo "${0##*/} needs the command '$command'; it is not on the PATH." >&2
            exit 2
        }
    done
}

# shellcheck disable=SC2154 # usage is the command's
# Prints $usage for --help; exits with code 2 unless there are $1 to $2 arguments.
arguments() {
    local min=$1 max=$2
    shift 2
    case ${1:-} in
        -h | --help)
            echo "$usage"
            exit 0
            ;;
        -*)
            echo "${0##*/} has no option $1." >&2
            min=-1 max=-1
            ;;
    esac
    if [ $# -lt "$min" ] || [ $# -gt "$max" ]; then
        echo "$usage" >&2
        exit 2
    fi
}

digest_form='^([a-z][a-z0-9-]*=)?sha256:[0-9a-f]{64}$'

# Exits with code 2 unless $1 has digests of images, separated by blanks: <digest> or <image>=<digest>.
check_digests() {
    local each
    for each in ${1:-none}; do
        [[ $each =~ $digest_form ]] || {
            echo "'$each' is not a digest: sha256: and 64 hex digits." >&2
            exit 2
        }
    done
}

# Prints the project's name: the `name:` of Pulumi.yaml, at any position, with or without quotes and comments.
project() {
    sed -n "/^['\"]\{0,1\}name['\"]\{0,1\}[[:space:]]*:/{s/^[^:]*:[[:space:]]*['\"]\{0,1\}\([[:alnum:]_.-]*\).*/\1/p;q;}" \
        "$root/Pulumi.yaml"
}

# Prints the environments with a settings file, one per line: every stack that is not a foundation.
environments() {
    local file stack
    for file in "$root"/Pulumi.*.yaml; do
        stack=${file##*/Pulumi.}
        stack=${stack%.yaml}
        case $stack in
            foundation | foundation-* | '*') ;;
            *) echo "$stack" ;;
        esac
    done
}

# Prints the environments that need no approval in foundation $1, one per line. Reads the plan, without AWS.
unreviewed() {
    env -u GH_TOKEN "$root/slipway" plan "$1" --json | jq -r '.outputs.unreviewed // [] | .[]'
}

# Sets $services to the ECS services in the state of stack $1, each as <cluster>|<service>|<ARN of the task definition
# that it should run>; empty if the stack never got that far. Reads the resources, because the first 'up' has no outputs
# before it succeeds. After an interrupted 'up' the service may be pending or missing, and gets its task definition's
# name. Also sets $image_digests, the digests of the outputs imageDigest and imageDigests. Secrets stay encrypted.
read_stack() {
    local state listed line
    services=() image_digests=""
    state=$(pulumi stack export --stack "$1") || fail "The state of stack $1 cannot be read (see above)."
    listed=$(jq -r '
        (.deployment | objects) as $state
        | [$state.resources[]? | select(.delete != true)] as $settled
        | [$settled[], $state.pending_operations[]?.resource] as $all
        | ([$all[] | select(.type == "aws:ecs/cluster:Cluster") | .outputs.arn // .inputs.name] | first // "") as $cluster
        | [$settled[] | select(.type == "aws:ecs/taskDefinition:TaskDefinition" and .outputs.arn).outputs] as $definitions
        | [$all[] | select(.type == "aws:ecs/service:Service")
            | {name: (.inputs.name // .outputs.name), cluster: (.inputs.cluster // $cluster), expected: .inputs.taskDefinition}] as $made
        | "imageDigests \([$settled[] | select(.type == "pulumi:pulumi:Stack").outputs | objects
                | (.imageDigest | strings), (.imageDigests | objects | to_entries[] | "\(.key)=\(.value)")] | join(" "))",
            (if $made == [] then $definitions | map({name: .family, cluster: $cluster}) else $made | unique_by(.name) end
            | .[] | .name as $name
            | [.cluster, .name, ([$definitions[] | select(.family == $name).arn] | last) // .expected // ""] | join("|"))
        ' <<<"$state") && [[ $listed == "imageDigests "* ]] ||
        fail "The state of stack $1 does not have the format of 'pulumi stack export'."
    # shellcheck disable=SC2034 # up reads image_digests
    while IFS= read -r line; do
        case $line in
            "imageDigests "*) image_digests=${line#imageDigests } ;;
            *) services+=("$line") ;;
        esac
    done <<<"$listed"
}

# Sets $described to ECS's description of service $2 in cluster $1, as JSON; null if there is none.
describe_service() {
    described=$(aws ecs describe-services --cluster "$1" --services "$2" --output json | jq -ce '
        if .services[0] | type == "object" then .services[0] | select(.status and .deployments)
        elif .failures[0].reason == "MISSING" then "MISSING" else empty end') ||
        fail "AWS did not describe the service $2 in cluster $1 (see above)."
    case $described in
        '{'*'}') ;;
        '"MISSING"') described=null ;;
        *) fail "AWS did not describe the service $2 in cluster $1." ;;
    esac
}
