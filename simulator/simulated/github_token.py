"""Prints a token like those that GitHub issues to jobs with `id-token: write`, signed with the simulator's key."""
import argparse
import hashlib
import sys
import time
import uuid

from simulated.github_issuer import ISSUER, sign

FORKS = """github-token: GitHub issues no token here. The permissions of a pull request from a fork are cut down to read, and a
token needs id-token: write. With --write-tokens the repository sends write tokens to pull requests from forks."""


def arguments():
    parser = argparse.ArgumentParser(prog="github-token", description=__doc__)
    parser.add_argument("--repository", required=True, help="owner/name; for a pull request, its target")
    parser.add_argument("--owner-id", required=True)
    parser.add_argument("--repository-id", required=True)
    parser.add_argument("--environment", help="the environment that the job names; its subject has nothing else then")
    parser.add_argument("--ref", default="refs/heads/main")
    parser.add_argument("--pull-request", action="store_true")
    parser.add_argument("--fork", action="store_true", help="from a fork: no token, unless --write-tokens")
    parser.add_argument("--write-tokens", action="store_true", help="the repository sends write tokens to forks' pull requests")
    parser.add_argument("--workflow", default="deploy.yml", help="the workflow's file")
    parser.add_argument("--actor", default="octocat")
    parser.add_argument("--actor-id", default="7")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--old-subject", action="store_true", help="without ids, like repositories from before 2026-07-15")
    form.add_argument("--new-subject", action="store_true", help="with ids, the default")
    parser.add_argument("--audience", default="sts.amazonaws.com")
    parser.add_argument("--expired", action="store_true", help="issued an hour ago")
    parser.add_argument("--claim", action="append", default=[], metavar="NAME=VALUE", help="sets any claim, last of all")
    return parser.parse_args()


def subject(job, ref):
    owner, _, name = job.repository.partition("/")
    repository = job.repository if job.old_subject else f"{owner}@{job.owner_id}/{name}@{job.repository_id}"
    if job.environment:
        return f"repo:{repository}:environment:{job.environment.replace(':', '%3A')}"
    return f"repo:{repository}:" + ("pull_request" if job.pull_request else f"ref:{ref}")


def claims(job):
    ref = "refs/pull/1/merge" if job.pull_request else job.ref
    workflow = f"{job.repository}/.github/workflows/{job.workflow}@{ref}"
    sha = hashlib.sha1(f"{job.repository} {ref}".encode()).hexdigest()
    issued = int(time.time()) - (3600 if job.expired else 0)
    made = {
        "jti": str(uuid.uuid4()), "iss": ISSUER, "aud": job.audience, "sub": subject(job, ref),
        "nbf": issued - 600, "iat": issued, "exp": issued + 300,
        "actor": job.actor, "actor_id": job.actor_id,
        "repository": job.repository, "repository_id": job.repository_id, "repository_visibility": "private",
        "repository_owner": job.repository.partition("/")[0], "repository_owner_id": job.owner_id,
        "event_name": "pull_request" if job.pull_request else "push",
        "ref": ref, "ref_type": "tag" if ref.startswith("refs/tags/") else "branch", "sha": sha,
        "base_ref": "main" if job.pull_request else "", "head_ref": "change" if job.pull_request else "",
        # A workflow without a name goes by its path; a job outside a reusable workflow by its own workflow.
        "workflow": f".github/workflows/{job.workflow}", "workflow_ref": workflow, "workflow_sha": sha,
        "job_workflow_ref": workflow, "job_workflow_sha": sha,
        "run_id": "1", "run_number": "1", "run_attempt": "1", "check_run_id": "1", "runner_environment": "github-hosted",
    }
    if job.environment:
        made["environment"] = job.environment
    for claim in job.claim:
        name, _, value = claim.partition("=")
        made[name] = value
    return made


if __name__ == "__main__":
    wanted = arguments()
    if wanted.fork and not wanted.pull_request:
        sys.exit("github-token: --fork goes with --pull-request; for a job of the fork itself name its repository")
    if wanted.fork and not wanted.write_tokens:
        sys.exit(FORKS)
    print(sign(claims(wanted)))
