// A share code may come in the fragment of the address, which browsers send to nobody: /verifier/#CODE
"use strict";
const field = document.getElementById("code_code");
const take = () => {
  const given = decodeURIComponent(location.hash.slice(1));
  if (!field || !/^[0-9A-Za-z -]{13,20}$/.test(given)) return;
  field.value = given;
  history.replaceState(null, "", location.pathname + location.search);
  document.getElementById("code_born_on").focus();
};
take();
addEventListener("hashchange", take);
