// Keeps what is typed in a step before anybody sends it: a closed tab or an empty battery loses nothing.
// The page does all without it.
"use strict";
{
  const form = document.querySelector("form[data-keep]");
  const told = document.querySelector("[data-kept]");
  const keep = async () => {
    try {
      const answer = await fetch(form.action || location.href, {
        method: "POST",
        body: new FormData(form),
        headers: { "X-Keep": "1" },
      });
      told.textContent = answer.ok ? "Gardé." : "Pas encore gardé : envoyez la page.";
    } catch {
      told.textContent = "Pas encore gardé : la connexion est coupée.";
    }
  };
  // After the filing a correction is an act of its own: it is sent on purpose, never by a change of field.
  if (form?.dataset.keep === "") form.addEventListener("change", keep);
}
