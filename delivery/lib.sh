# shellcheck shell=bash
# What the delivery commands share. Sourced by them; Bash 3.2 is enough.
# A command that fails is asked for its exit code: of `x=$(a | b)` under pipefail. The code of <(a) would be lost.

# The repository's root.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# Prints sentences on stderr and ends with code 1.
fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

# Ends with code 2 where this machine lacks one of the commands $*.
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
# Answers --help with $usage; anything but $1 to $2 arguments is wrong usage, code 2.
arguments() {
    local least=$1 most=$2
    shift 2
    case ${1:-} in
        -h | --help)
            echo "$usage"
            exit 0
            ;;
        -*)
            echo "${0##*/} knows no option $1." >&2
            least=-1 most=-1
            ;;
    esac
    if [ $# -lt "$least" ] || [ $# -gt "$most" ]; then
        echo "$usage" >&2
        exit 2
    fi
}

digest_form='^sha256:[0-9a-f]{64}$'

# Ends with code 2 where $1 is no image's digest.
check_digest() {
    [[ $1 =~ $digest_form ]] || {
        echo "'$1' is no digest: sha256: and 64 hex digits." >&2
        exit 2
    }
}

# Prints the project's name, the `name:` of Pulumi.yaml, wherever it is, quoted or not, with or without a comment.
project() {
    sed -n "/^['\"]\{0,1\}name['\"]\{0,1\}[[:space:]]*:/{s/^[^:]*:[[:space:]]*['\"]\{0,1\}\([[:alnum:]_.-]*\).*/\1/p;q;}" \
        "$root/Pulumi.yaml"
}

# Prints the environments whose settings are here, one a line: every stack that is not a foundation.
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

# Prints the environments that stack $1, a foundation, lets go without an approval, one a line. Without AWS: by its plan.
unreviewed() {
    env -u GH_TOKEN "$root/slipway" plan "$1" --json | jq -r '.outputs.unreviewed // [] | .[]'
}

# Sets $services to what the state of stack $1 says of ECS services, each as <cluster>|<service>|<ARN of the task definition
# that it was last asked to run>; empty where the stack never got that far. Read off the resources, because the first 'up' puts
# out nothing before it succeeds; where it was cut off, the service may be pending or missing, and has its task definition's
# name. Also sets $put_out, the digest of the output imageDigest. Secrets stay encrypted.
read_stack() {
    local state listed line
    services=() put_out=""
    state=$(pulumi stack export --stack "$1") || fail "The state of stack $1 cannot be read (see above)."
    listed=$(jq -r '
        (.deployment | objects) as $state
        | [$state.resources[]? | select(.delete != true)] as $settled
        | [$settled[], $state.pending_operations[]?.resource] as $all
        | ([$all[] | select(.type == "aws:ecs/cluster:Cluster") | .outputs.arn // .inputs.name] | first // "") as $cluster
        | [$settled[] | select(.type == "aws:ecs/taskDefinition:TaskDefinition" and .outputs.arn).outputs] as $definitions
        | [$all[] | select(.type == "aws:ecs/service:Service")
            | {name: (.inputs.name // .outputs.name), cluster: (.inputs.cluster // $cluster), asked: .inputs.taskDefinition}] as $made
        | "imageDigest \([$settled[] | select(.type == "pulumi:pulumi:Stack").outputs.imageDigest | strings] | first // "")",
            (if $made == [] then $definitions | map({name: .family, cluster: $cluster}) else $made | unique_by(.name) end
            | .[] | .name as $name
            | [.cluster, .name, ([$definitions[] | select(.family == $name).arn] | last) // .asked // ""] | join("|"))
        ' <<<"$state") && [[ $listed == "imageDigest "* ]] ||
        fail "The state of stack $1 is not what 'pulumi stack export' prints."
    # shellcheck disable=SC2034 # up reads put_out
    while IFS= read -r line; do
        case $line in
            "imageDigest "*) put_out=${line#imageDigest } ;;
            *) services+=("$line") ;;
        esac
    done <<<"$listed"
}

# Sets $described to ECS's description of service $2 in cluster $1, as JSON; null where there is none.
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
