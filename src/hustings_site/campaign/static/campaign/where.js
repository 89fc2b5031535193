/* Reads the form and shows how far each candidate agrees. Keeps nothing and sends nothing. */

import { agreement, closestFirst, enough, percent } from "./agreement.js";

const { points, candidates } = JSON.parse(document.getElementById("quiz-data").textContent);
const form = document.getElementById("quiz");
const result = document.getElementById("quiz-result");
const said = document.getElementById("quiz-said");
const apart = document.getElementById("quiz-apart");
const words = result.dataset;

function answers() {
  const mine = {}, weights = {};
  for (const { id } of points) {
    const chosen = form.elements[`point-${id}`]?.value;
    if (chosen) mine[id] = Number(chosen);
    if (form.elements[`double-${id}`]?.checked) weights[id] = 2;
  }
  return { mine, weights };
}

function line(candidate, found) {
  const item = document.getElementById("quiz-line").content.firstElementChild.cloneNode(true);
  const link = item.querySelector("a");
  link.textContent = candidate.name;
  link.href = link.href.replace("/0/", `/${candidate.id}/`);
  const bar = item.querySelector("progress");
  if (found.possible) {
    bar.value = percent(found);
    bar.setAttribute("aria-label", candidate.name);
    item.querySelector(".share").textContent = `${percent(found)}\u202f%`;
  } else {
    bar.remove();
  }
  item.querySelector(".of").textContent = words.of
    .replace("{compared}", found.compared)
    .replace("{taken}", found.taken);
  return item;
}

function show() {
  const { mine, weights } = answers();
  const found = candidates.map((each) => [each, agreement(points, mine, each.answers, weights)]);
  const ordered = closestFirst(found);
  const few = found.filter(([, each]) => !enough(each));
  const taken = Object.keys(mine).length;
  said.textContent = taken ? words.taken.replace("{taken}", taken) : words.none;
  result.querySelector("ol").replaceChildren(...(taken ? ordered.map((each) => line(...each)) : []));
  apart.hidden = !taken || !few.length;
  apart.querySelector("ul").replaceChildren(...few.map((each) => line(...each)));
}

form.addEventListener("change", show);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(show));
form.hidden = result.hidden = false;
document.getElementById("quiz-without-script").hidden = true;
show();
