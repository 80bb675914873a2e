"""The look of the carers' pages: the sheet's, and what a form and a document need besides."""

import base64
import hashlib

from backend.rooms.emergency.style import STYLE

_RULES = """
main{display:block}
main li{padding:0;text-indent:0}
p+h2{margin-top:14px}
form{max-width:36rem}
label{display:block;font-weight:700;margin-top:10px}
.h{color:var(--s)}
.n{font-weight:700}
select,textarea{font:inherit;width:100%;min-height:56px;padding:6px 14px;margin:6px 0 12px;border:2px solid var(--i);border-radius:12px;background:var(--p);color:var(--i)}
textarea{min-height:8rem;padding:12px 14px}
[aria-invalid]{border-color:var(--r)}
.e{border-left:8px solid var(--r);background:var(--w);padding:8px 12px;margin-bottom:12px}
.e a{min-height:48px;margin:0;padding:0;border:0;text-decoration:underline}
.k{border-left:8px solid var(--g);padding:8px 12px;margin-bottom:12px;color:var(--g)}
a b{flex:1 1 100%}
p+p,p+form{margin-top:8px}
figure{margin:12px 0}
img,video{display:block;width:100%;height:auto;border:1px solid var(--l);background:#fff}
video{background:#000;max-height:75vh;object-fit:contain}
audio{width:100%;min-height:52px}
:focus-visible{outline:3px solid var(--r);outline-offset:2px}
header :focus-visible{outline-color:var(--o)}
@media print{form,audio,video,nav{display:none}img{break-inside:avoid}}
"""

CARER_STYLE = STYLE + _RULES.replace("\n", "")
CARER_STYLE_HASH = "sha256-" + base64.b64encode(hashlib.sha256(CARER_STYLE.encode()).digest()).decode()
