"""Errors of all services. An action that moto does not support fails at once: moto's own response, 500, makes clients retry for
minutes. A call that IAM refuses gets an error in the service's protocol: moto's is always XML."""
import json
import re
import sys

from moto.core.responses import BaseResponse

call_action = BaseResponse.call_action


def speaks_xml(self):
    return "x-www-form-urlencoded" in str(self.headers.get("Content-Type", "")) or self.service_name in ("s3", "route53", "cloudfront")


def in_its_protocol(self, status, headers, body):
    refused = re.search(r"<Code>(.*?)</Code><Message>(.*?)</Message>", body) if isinstance(body, str) else None
    if int(status) < 400 or not refused or speaks_xml(self):
        return status, headers, body
    code, text = refused.groups()
    code = {"AccessDenied": "AccessDeniedException", "InvalidClientTokenId": "UnrecognizedClientException"}.get(code, code)
    headers = dict(headers, status=400, **{"x-amzn-errortype": code, "Content-Type": "application/json"})
    return 400, headers, json.dumps({"__type": code, "message": text})


def refuse_unknown(self):
    try:
        return in_its_protocol(self, *call_action(self))
    except NotImplementedError as gap:
        text = f"The simulated AWS does not support {self.service_name} {self._get_action()}: {gap}"
        print(text, file=sys.stderr, flush=True)
        if speaks_xml(self):
            body = f"<ErrorResponse><Error><Type>Sender</Type><Code>NotSimulated</Code><Message>{text}</Message></Error></ErrorResponse>"
        else:
            body = json.dumps({"__type": "NotSimulated", "message": text})
        return 400, {"status": 400, "x-amzn-errortype": "NotSimulated"}, body


BaseResponse.call_action = refuse_unknown
