/// What every HTML report has: its style and the script of the filters. Nothing is fetched; the page forbids that itself.
enum HTMLPage {
    static let head: String = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
        <title>Validation report</title>
        <style>
        :root { color-scheme: light dark; --line: #8885; --soft: #8881; --error: #c62828; --warning: #b26a00; --information: #1565c0; --valid: #2e7d32; }
        @media (prefers-color-scheme: dark) { :root { --error: #ff7b72; --warning: #e3a340; --information: #79b8ff; --valid: #6fcf74; } }
        * { box-sizing: border-box; }
        body { font: 15px/1.45 system-ui, sans-serif; margin: 0 auto; max-width: 100rem; padding: 1rem 1.5rem 4rem; }
        h1 { font-size: 1.4rem; margin: .3rem 0 1rem; }
        code, pre { font: 13px/1.5 ui-monospace, "DejaVu Sans Mono", monospace; }
        .cards { display: flex; flex-wrap: wrap; gap: .6rem; list-style: none; padding: 0; margin: 0 0 1rem; }
        .cards li { border: 1px solid var(--line); border-radius: .5rem; padding: .5rem 1rem; min-width: 7rem; }
        .cards b { display: block; font-size: 1.5rem; }
        .cards .error b, .cards .fatal b { color: var(--error); }
        .cards .warning b { color: var(--warning); }
        .cards .information b { color: var(--information); }
        .cards .valid b { color: var(--valid); }
        table { border-collapse: collapse; margin: .5rem 0; }
        th, td { text-align: left; padding: .15rem .8rem .15rem 0; border-bottom: 1px solid var(--line); }
        #filters { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: 1rem; align-items: center; background: Canvas;
          border-block: 1px solid var(--line); padding: .5rem 0; margin: 1rem 0; }
        #filters[hidden] { display: none; }
        #filters fieldset { border: 0; margin: 0; padding: 0; display: flex; gap: .8rem; }
        #filters legend { float: left; padding: 0 .8rem 0 0; }
        #filters select { max-width: 24rem; }
        #text { width: 20rem; }
        #count { margin-left: auto; opacity: .75; }
        details.input { border: 1px solid var(--line); border-radius: .5rem; margin: .8rem 0; overflow: hidden; }
        details.input > summary { padding: .5rem .8rem; background: var(--soft); cursor: pointer; overflow-wrap: anywhere; }
        .name { font-weight: 600; }
        .found { opacity: .75; margin-left: .5rem; }
        .verdict { display: inline-block; min-width: 4.5rem; text-align: center; border-radius: 1rem; padding: 0 .6rem; font-size: .85em;
          border: 1px solid currentColor; }
        .verdict.valid { color: var(--valid); }
        .verdict.warning, .warning .severity { color: var(--warning); }
        .verdict.error, .verdict.fatal, .error .severity, .fatal .severity { color: var(--error); }
        .information .severity { color: var(--information); }
        .issue { display: grid; grid-template-columns: minmax(20rem, 5fr) minmax(0, 6fr); gap: .3rem 1.2rem; padding: .6rem .8rem;
          border-top: 1px solid var(--line); }
        .issue p { margin: .1rem 0; overflow-wrap: anywhere; }
        .severity { font-weight: 600; }
        .place, .origin, .folded { opacity: .75; }
        .origin { font-size: .85em; }
        .source { margin: 0; padding: .5rem .7rem; background: var(--soft); border-radius: .3rem; overflow-x: auto; align-self: start; }
        .source .number { opacity: .6; padding-right: 1em; user-select: none; }
        mark { background: var(--error); color: Canvas; border-radius: 2px; }
        .more { padding: .3rem .8rem; }
        .hidden { display: none; }
        @media (max-width: 60rem) { .issue { grid-template-columns: minmax(0, 1fr); } }
        @media print { #filters { display: none; } .issue { break-inside: avoid; } }
        </style>
        </head>
        <body>
        <h1>Validation report</h1>

        """

    static let tail: String = """
        </main>
        <script>
        "use strict";
        const form = document.getElementById("filters");
        const inputs = Array.from(document.querySelectorAll("details.input"));
        const issues = new Map(inputs.map(input => [input, Array.from(input.querySelectorAll(".issue"))]));
        function filter() {
          const severities = new Set(Array.from(form.querySelectorAll("[name=severity]:checked"), box => box.value));
          const source = document.getElementById("source").value;
          const text = document.getElementById("text").value.toLowerCase();
          const isNarrow = text !== "" || form.querySelector("[name=severity]:not(:checked)") !== null;
          let shown = 0;
          for (const [input, own] of issues) {
            let here = 0;
            const isNamed = input.querySelector(".name").textContent.toLowerCase().includes(text);
            for (const issue of own) {
              const fits = severities.has(issue.dataset.severity) && (isNamed || issue.textContent.toLowerCase().includes(text));
              issue.classList.toggle("hidden", !fits);
              if (fits) here += 1;
            }
            const isHidden = (source !== "" && input.dataset.source !== source) || (isNarrow && here === 0);
            input.classList.toggle("hidden", isHidden);
            if (!isHidden) shown += here;
          }
          document.getElementById("count").textContent = shown + (shown === 1 ? " finding" : " findings");
        }
        form.hidden = false;
        form.addEventListener("input", filter);
        form.addEventListener("submit", event => event.preventDefault());
        filter();
        </script>
        </body>
        </html>

        """
}
