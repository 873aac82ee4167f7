// How much of a file has been sent; without this the form is sent as any other.

const form = document.querySelector("form[data-upload]");

function show(sent, total) {
  const box = document.querySelector("[data-upload-progress]");
  box.hidden = false;
  const bar = box.querySelector("progress");
  bar.max = total;
  bar.value = sent;
  const percent = total ? Math.floor((100 * sent) / total) : 0;
  const words = sent < total ? box.dataset.sending : box.dataset.keeping;
  box.querySelector("[data-upload-words]").textContent = words.replace("{percent}", `${percent} %`);
}

function answered(request) {
  if (request.responseURL && new URL(request.responseURL).pathname !== location.pathname) {
    location.assign(request.responseURL);
    return;
  }
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  const main = page.querySelector("main");
  if (!main) {
    failed();
    return;
  }
  document.title = page.title;
  document.querySelector("main").replaceWith(main);
  main.querySelector("[data-error-summary]")?.focus();
  begin(main.querySelector("form[data-upload]"));
}

function failed() {
  const box = document.querySelector("[data-upload-progress]");
  box.querySelector("[data-upload-words]").textContent = box.dataset.failed;
  box.querySelector("progress").hidden = true;
  document.querySelector("form[data-upload] [type=submit]").disabled = false;
}

function send(event) {
  event.preventDefault();
  const request = new XMLHttpRequest();
  request.upload.addEventListener("progress", (told) => show(told.loaded, told.total));
  request.addEventListener("load", () => answered(request));
  request.addEventListener("error", failed);
  request.open("POST", location.href);
  request.send(new FormData(event.target));
  event.target.querySelector("[type=submit]").disabled = true;
}

function begin(one) {
  one?.addEventListener("submit", (event) => {
    if (one.querySelector("input[type=file]").files.length) send(event);
  });
}

begin(form);
