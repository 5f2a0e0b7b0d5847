// Sends a photo in pieces before its form: a link that dies costs only what was on its way. The form then
// names the upload. Without this script, the form carries the photo itself.

const PIECE = 512 * 1024;
const WAITS = [1000, 2000, 4000, 8000];
const HEADERS = { "Tus-Resumable": "1.0.0", Accept: "application/json" };

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

// The same file of the same page, also after a reload.
const nameOf = (place, file) => `upload:${place}:${file.name}:${file.size}:${file.lastModified}`;

function remembered(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function remember(name, address) {
  try {
    if (address) localStorage.setItem(name, address);
    else localStorage.removeItem(name);
  } catch {
    // Without storage, only a reload begins anew.
  }
}

async function asked(address, method, headers = {}, body = null) {
  const request = { method, headers: { ...HEADERS, ...headers } };
  if (body) request.body = body;
  const answer = await fetch(address, request);
  if (answer.status === 503 || answer.status === 429 || answer.status === 423) throw new Error("busy");
  return answer;
}

async function begun(place, file) {
  const answer = await asked(place, "POST", { "Upload-Length": file.size });
  if (answer.status === 201) return answer.headers.get("Location");
  throw Object.assign(new Error("refused"), { refused: (await answer.json()).refused });
}

// How much of it is there; null if the server knows nothing of it.
async function there(address) {
  const answer = await asked(address, "HEAD");
  return answer.ok ? Number(answer.headers.get("Upload-Offset")) : null;
}

async function sent(place, file, shown) {
  const name = nameOf(place, file);
  let address = remembered(name);
  let at = address ? await there(address) : null;
  if (at === null) {
    address = await begun(place, file);
    remember(name, address);
    at = 0;
  }
  while (at < file.size) {
    const headers = { "Upload-Offset": at, "Content-Type": "application/offset+octet-stream" };
    const answer = await asked(address, "PATCH", headers, file.slice(at, at + PIECE));
    if (answer.status === 404) remember(name, null);
    if (!answer.ok) throw new Error("cut");
    at = Number(answer.headers.get("Upload-Offset"));
    shown.value = at / file.size;
  }
  remember(name, null);
  return address.split("/").pop();
}

async function patiently(place, file, shown) {
  for (let turn = 0; ; turn++) {
    try {
      return await sent(place, file, shown);
    } catch (error) {
      if (error.refused || turn === WAITS.length) throw error;
      await pause(WAITS[turn]);
    }
  }
}

async function send(form, file) {
  const shown = form.querySelector("progress");
  const problem = form.querySelector(".problem");
  shown.hidden = false;
  problem.hidden = true;
  form.setAttribute("aria-busy", "true");
  try {
    form.elements.upload.value = await patiently(form.dataset.uploads, file, shown);
    form.elements.file.disabled = true;
    form.submit();
  } catch (error) {
    problem.textContent = error.refused ?? shown.dataset.stopped;
    problem.hidden = false;
  } finally {
    form.removeAttribute("aria-busy");
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const file = form.dataset.uploads && form.elements.file.files[0];
  if (!file) return;
  event.preventDefault();
  if (!form.hasAttribute("aria-busy")) send(form, file);
});
