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

# Reads from the state of stack $1 what ECS was asked for: sets $cluster, $service, $log_group and $wanted, the ARN of the
# task definition. They are empty where the stack never went up. Secrets stay encrypted.
read_stack() {
    local state variables
    # shellcheck disable=SC2034 # the commands read them
    cluster="" service="" log_group="" wanted=""
    state=$(pulumi stack export --stack "$1") || fail "The state of stack $1 cannot be read (see above)."
    variables=$(jq -r '
        [.deployment.resources[]? | select(.delete != true)] as $resources
        | ([$resources[] | select(.type == "pulumi:pulumi:Stack")][0].outputs // {}) as $outputs
        | ([$resources[] | select(.type == "aws:ecs/taskDefinition:TaskDefinition")][0].outputs.arn // "") as $wanted
        | @sh "cluster=\($outputs.cluster // "") service=\($outputs.service // "") log_group=\($outputs.logGroup // "") wanted=\($wanted)"
        ' <<<"$state") && [ -n "$variables" ] || fail "The state of stack $1 is not what 'pulumi stack export' prints."
    eval "$variables"
}

# Sets $described to ECS's description of $service in $cluster, as JSON; null where there is none.
describe_service() {
    described=$(aws ecs describe-services --cluster "$cluster" --services "$service" --output json | jq '.services[0]') &&
        [ -n "$described" ] || fail "AWS did not describe the service $service in cluster $cluster (see above)."
}
