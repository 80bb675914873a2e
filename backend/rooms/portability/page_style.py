"""The readable pages' look: the tokens of the application, one stylesheet, nothing fetched. Light, dark, and on paper."""

_LIGHT = (
    "--paper:#faf8f4;--card:#fff;--ink:#1c2126;--soft:#59636e;--line:#e7e2d9;--wash:#f1eee7;--teal:#0b6e6e;"
    "--teal-wash:#e2f1ef;--urgent:#b3261e;--urgent-wash:#fdecea;--amber:#8a5200;--amber-wash:#fff3dc;--green:#2b6b36;"
    "--green-wash:#e6f4e7"
)
_DARK = (
    "--paper:#14171a;--card:#1d2125;--ink:#eef0f2;--soft:#a5afb9;--line:#30363c;--wash:#252a2f;--teal:#63c7c0;"
    "--teal-wash:#15393a;--urgent:#ff8a80;--urgent-wash:#40201d;--amber:#f0bd6a;--amber-wash:#3a2c12;--green:#8fd19a;"
    "--green-wash:#1b3320"
)
_PRINT = (
    "--paper:#fff;--card:#fff;--ink:#000;--soft:#333;--line:#999;--wash:#fff;--teal:#000;--teal-wash:#fff;--urgent:#8c1810;"
    "--urgent-wash:#fff;--amber:#613900;--amber-wash:#fff;--green:#000;--green-wash:#fff"
)

STYLE = (
    f":root{{color-scheme:light dark;{_LIGHT}}}@media(prefers-color-scheme:dark){{:root{{{_DARK}}}}}"
    """
*{box-sizing:border-box;margin:0}
html{font:17px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;-webkit-text-size-adjust:100%;scroll-padding-top:16px}
body{background:var(--paper);color:var(--ink);max-width:66rem;margin:auto;padding:24px 16px 48px;overflow-wrap:anywhere}
a{color:var(--teal);text-underline-offset:3px}
a:focus-visible,summary:focus-visible,video:focus-visible{outline:3px solid var(--teal);outline-offset:2px;border-radius:6px}
h1{font-size:1.9rem;line-height:1.15;letter-spacing:-.015em;font-weight:680}
h2{font-size:1.45rem;line-height:1.2;font-weight:680;letter-spacing:-.01em;margin:40px 0 12px}
h3{font-size:1.1rem;line-height:1.3;font-weight:650}
p+p{margin-top:8px}
small,.soft{color:var(--soft);font-size:.875rem}
.head{display:flex;gap:20px;align-items:center;flex-wrap:wrap}
.head>div{flex:1;min-width:15rem}
.face{width:96px;height:96px;border-radius:50%;object-fit:cover;background:var(--teal-wash)}
nav ul{display:flex;flex-wrap:wrap;gap:8px;padding:0;margin-top:20px;list-style:none}
nav a,.lang{display:inline-flex;align-items:center;min-height:48px;padding:0 16px;border-radius:999px;background:var(--wash);color:var(--ink);
text-decoration:none;font-weight:580}
nav a:hover,.lang:hover{background:var(--teal-wash);color:var(--teal)}
.card{background:var(--card);border-radius:18px;padding:16px 18px;box-shadow:0 0 0 1px var(--line)}
.card+.card{margin-top:12px}
.note{background:var(--teal-wash);box-shadow:none;margin-top:20px}
.warn{background:var(--amber-wash);box-shadow:none;margin-top:20px}
.warn h2{margin:0 0 8px;font-size:1.1rem}
.cols{display:grid;gap:12px;grid-template-columns:repeat(auto-fill,minmax(min(100%,20rem),1fr))}
.cols .card+.card{margin-top:0}
.card ul{padding-left:1.1em;margin-top:6px}.card ul.files{padding:0}
.card li+li{margin-top:6px}
.text{white-space:pre-line}
.allergy{background:var(--urgent-wash);box-shadow:inset 8px 0 0 var(--urgent);padding-left:24px}
.allergy b{text-transform:uppercase}
.never{color:var(--urgent)}.do{color:var(--green)}
.pics{display:grid;gap:14px;grid-template-columns:repeat(auto-fill,minmax(min(100%,15rem),1fr));padding:0;list-style:none}
.pics li{background:var(--card);border-radius:18px;overflow:hidden;box-shadow:0 0 0 1px var(--line);display:flex;flex-direction:column}
.pics img,.pics video{display:block;width:100%;height:13rem;object-fit:contain;background:#0f1214}
.pics .open{display:grid;place-items:center;height:13rem;background:var(--wash);color:var(--soft);padding:16px;text-align:center}
.pics .say{padding:10px 14px 4px;flex:1}
.pics .get,.files .get{display:inline-flex;align-items:center;min-height:48px;padding:0 14px;font-weight:600}
.month{margin:24px 0 10px}
.files{padding:0;list-style:none}
.files li{display:flex;flex-wrap:wrap;gap:4px 16px;align-items:center;justify-content:space-between;padding:8px 0;border-top:1px solid var(--line)}
.files li:first-child{border-top:0}
.files .say{flex:1;min-width:14rem}
.pill{display:inline-block;padding:2px 10px;border-radius:999px;font-size:.8125rem;font-weight:600;background:var(--wash)}
.pill.amber{background:var(--amber-wash);color:var(--amber)}.pill.green{background:var(--green-wash);color:var(--green)}
details{margin-top:8px}
summary{cursor:pointer;min-height:48px;display:flex;align-items:center;font-weight:600;color:var(--teal)}
summary::before{content:"▸";display:inline-block;width:1.2em}
details[open]>summary::before{content:"▾"}
summary::-webkit-details-marker{display:none}
.past{border-left:3px solid var(--line);padding:2px 0 2px 14px;margin-top:12px}
footer{margin-top:48px;border-top:1px solid var(--line);padding-top:16px}
@media print{
"""
    + f":root{{{_PRINT}}}"
    + """
html{font-size:11pt}body{padding:0;max-width:none}nav,.lang,summary,.pics video{display:none}h2,.month{break-after:avoid}
.card,.pics li,.files li{break-inside:avoid}.pics{grid-template-columns:repeat(3,1fr)}.pics img{height:5cm}.pics .get{display:none}}
"""
)
