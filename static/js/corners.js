// The corners of a flip chart: dragged, or moved with the arrow keys. The numbers in the form are what counts.

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const ZOOM = 3;
const form = document.querySelector("[data-corners]");
const sheet = form.querySelector(".sheet");
const picture = sheet.querySelector("img");
const outline = sheet.querySelector("polygon");
const loupe = sheet.querySelector(".loupe");
const corners = [...sheet.querySelectorAll("[data-corner]")];

const fieldsOf = (corner) => ["x", "y"].map((axis) => form.elements[axis + corner.dataset.corner]);
const placeOf = (corner) => fieldsOf(corner).map((field) => Math.min(Math.max(Number(field.value) || 0, 0), 100));
const tidy = (share) => String(Math.round(Math.min(Math.max(share, 0), 100) * 10) / 10);

function draw() {
  const places = corners.map(placeOf);
  outline.setAttribute("points", places.map(([x, y]) => `${x * 10},${y * 10}`).join(" "));
  corners.forEach((corner, at) => {
    corner.style.left = `${places[at][0]}%`;
    corner.style.top = `${places[at][1]}%`;
  });
}

function move(corner, x, y) {
  const [across, down] = fieldsOf(corner);
  across.value = tidy(x);
  down.value = tidy(y);
  draw();
}

// What is under a finger, beside it.
function show(corner) {
  const [x, y] = placeOf(corner);
  const side = loupe.offsetWidth / 2;
  const { width, height } = picture.getBoundingClientRect();
  loupe.hidden = false;
  loupe.classList.toggle("right", x < 50);
  loupe.style.backgroundSize = `${width * ZOOM}px ${height * ZOOM}px`;
  loupe.style.backgroundPosition = `${side - (x / 100) * width * ZOOM}px ${side - (y / 100) * height * ZOOM}px`;
}

function dragged(corner, event) {
  const around = picture.getBoundingClientRect();
  move(corner, (100 * (event.clientX - around.left)) / around.width, (100 * (event.clientY - around.top)) / around.height);
  show(corner);
}

for (const corner of corners) {
  corner.hidden = false;
  corner.addEventListener("pointerdown", (event) => {
    corner.setPointerCapture(event.pointerId);
    loupe.style.backgroundImage = `url("${picture.src}")`;
    show(corner);
  });
  corner.addEventListener("pointermove", (event) => {
    if (corner.hasPointerCapture(event.pointerId)) dragged(corner, event);
  });
  corner.addEventListener("lostpointercapture", () => {
    loupe.hidden = true;
  });
  corner.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const [x, y] = placeOf(corner);
    const far = event.shiftKey ? 0.1 : 1;
    move(corner, x + step[0] * far, y + step[1] * far);
  });
}
form.addEventListener("input", draw);
draw();
