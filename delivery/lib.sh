# shellcheck shell=bash
# What the delivery commands share. Sourced by them; Bash 3.2 is enough.

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

# Reads from the state of stack $1 what ECS was asked for: sets $cluster, $service, $log_group and $wanted, the ARN of the
# task definition. They are empty where the stack never went up. Secrets stay encrypted.
read_stack() {
    local state
    # shellcheck disable=SC2034 # the commands read them
    cluster="" service="" log_group="" wanted=""
    state=$(pulumi stack export --stack "$1") || fail "The state of stack $1 cannot be read (see above)."
    eval "$(jq -r '
        [.deployment.resources[]? | select(.delete != true)] as $resources
        | ([$resources[] | select(.type == "pulumi:pulumi:Stack")][0].outputs // {}) as $outputs
        | ([$resources[] | select(.type == "aws:ecs/taskDefinition:TaskDefinition")][0].outputs.arn // "") as $wanted
        | @sh "cluster=\($outputs.cluster // "") service=\($outputs.service // "") log_group=\($outputs.logGroup // "") wanted=\($wanted)"
        ' <<<"$state")"
}

# Prints ECS's description of $service in $cluster, as JSON; null where there is none.
describe_service() {
    aws ecs describe-services --cluster "$cluster" --services "$service" --output json | jq '.services[0]'
}
