// The fields of a new source are in sight only while no source of the office is chosen.

const source = document.getElementById("id_source");
const fields = document.querySelector("[data-new-source]");

function show() {
  fields.hidden = source.value !== "";
}

if (source && fields) {
  source.addEventListener("change", show);
  show();
}

// A link that leads to a field in a folded part opens it.
for (const details of document.querySelectorAll("details.further-party")) {
  if (location.hash && details.querySelector(location.hash)) details.open = true;
}
