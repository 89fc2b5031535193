"""The browser's own comparison gives what hustings.matching gives, on the same random answers; and it needs no other
program than the two files of static/campaign."""

import json
import shutil
import subprocess
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest

from hustings.matching.agreement import agreement, closest_first
from hustings.matching.points import Point

MODULE = Path(__file__).parents[3] / "src/hustings_site/campaign/static/campaign/agreement.js"
CASES = 400
RUN = """
import { agreement, closestFirst, enough, percent } from %s;
let text = "";
process.stdin.on("data", (part) => (text += part));
process.stdin.on("end", () => {
  const told = JSON.parse(text).map(({ points, mine, weights, others }) => {
    const found = others.map((theirs, n) => [n, agreement(points, mine, theirs, weights)]);
    return {
      found: found.map(([, each]) => ({
        ...each, enough: enough(each), percent: each.possible ? percent(each) : null,
      })),
      order: closestFirst(found).map(([n]) => n),
    };
  });
  process.stdout.write(JSON.stringify(told));
});
"""


def questionnaire(draw: Random) -> dict[str, object]:
    points = [{"id": str(n), "steps": draw.choice([0, 1, 2, 2, 3, 4, 4, 6, 10])} for n in range(draw.randrange(1, 15))]

    def filled_in() -> dict[str, int]:
        return {p["id"]: draw.randint(0, p["steps"]) for p in points if p["steps"] and draw.random() < 0.8}

    return {
        "points": points,
        "mine": filled_in(),
        "weights": {p["id"]: draw.choice([0, 1, 2]) for p in points if draw.random() < 0.3},
        "others": [filled_in() for _other in range(6)],
    }


def test_browser_and_library_agree_on_random_answers() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no Node here; the same is tested in Chromium")
    draw = Random(18)
    cases = [questionnaire(draw) for _case in range(CASES)]
    run = subprocess.run(
        [node, "--input-type=module", "-e", RUN % json.dumps(MODULE.as_uri())],
        input=json.dumps(cases),
        capture_output=True,
        text=True,
        check=True,
    )
    for case, told in zip(cases, json.loads(run.stdout), strict=True):
        points = [Point(**point) for point in case["points"]]
        found = {n: agreement(points, case["mine"], other, case["weights"]) for n, other in enumerate(case["others"])}
        for each, its in zip(found.values(), told["found"], strict=True):
            share = None if each.share is None else Fraction(its["agreed"], its["possible"])
            assert (each.share, each.compared, each.taken) == (share, its["compared"], its["taken"])
            assert each.enough == its["enough"]
            assert its["percent"] == (None if each.share is None else int(each.share * 100 + Fraction(1, 2)))
        assert told["order"] == closest_first(found)
