#!/usr/bin/env python3
"""Prints each figure with its yardstick, both measured in turn in the same run: the medians, and the median of the rounds' ratios.

    bench.py --casebridge BINARY --benchmarks BINARY --shared DIR [--repeats 11] [--only WORD] [--large]

Yardsticks: Python's orjson (PyPI) and json, xmllint (Debian's libxml2-utils). Whole processes are timed with their start.
A line ends in `ok` or `MISSED` where the project has set itself a limit.
"""
import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time


def milliseconds(work):
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def in_turn(repeats, mine, theirs):
    """Medians of two works that each give their own milliseconds, and the median of the rounds' ratios: what slows the machine for a
    while slows both works of a round, so that it weighs less in their ratio than in the ratio of the medians."""
    mine(), theirs()
    rounds = []
    for number in range(repeats):
        if number % 2:
            other, own = theirs(), mine()
        else:
            own, other = mine(), theirs()
        rounds.append((own, other))
    median = statistics.median
    return median(own for own, _ in rounds), median(other for _, other in rounds), median(own / other for own, other in rounds)


def process(*words):
    """A run of a program whose output, the word after `-o`, is not there yet: to replace a file, the system first puts the new one on disk."""
    words = [str(w) for w in words]
    output = words[words.index('-o') + 1] if '-o' in words else None

    def run():
        if output and os.path.exists(output):
            os.remove(output)
        return milliseconds(lambda: subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
    return run


def at_once(*calls):
    """Runs of several programs at the same time: what the machine's cores give to works that share nothing."""
    def run():
        running = [subprocess.Popen([str(w) for w in words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for words in calls]
        if any([one.wait() for one in running]):
            raise SystemExit('bench: %s failed' % calls[0][0])
    return lambda: milliseconds(run)


def inside(binary, work, path):
    """Median of the work inside one process, as the benchmark program prints it."""
    return lambda: float(subprocess.run([binary, work, path, '15'], check=True, stdout=subprocess.PIPE).stdout.split()[0])


def report(name, value, yardstick, measured, ratio, limit, size=None):
    rate = ' %6.0f MB/s' % (size / value / 1000) if size else ''
    verdict = '' if limit is None else '   limit %.2f %s' % (limit, 'ok' if ratio <= limit else 'MISSED')
    print('%-46s %9.2f ms%s   %-28s %9.2f ms   ratio %5.2f%s' % (name, value, rate, yardstick, measured, ratio, verdict))


def observations(path, count):
    """A Bundle of Observations, each with a reference to the one Patient in it."""
    with open(path, 'w') as f:
        f.write('{"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"http://example.org/Patient/p","resource":{"resourceType":"Patient","id":"p"}}')
        for n in range(count - 1):
            f.write(',\n{"fullUrl":"http://example.org/Observation/o%d","resource":{"resourceType":"Observation","id":"o%d","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"8302-2"}]},'
                    '"subject":{"reference":"Patient/p"},"effectiveDateTime":"2020-01-01","valueQuantity":{"value":%d.5,"unit":"cm","system":"http://unitsofmeasure.org","code":"cm"}}}' % (n, n, 100 + n % 90))
        f.write(']}')
    return path


def megabytes(*words):
    """Most memory that a process holds."""
    process = subprocess.Popen([str(w) for w in words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit('%s ended with %d' % (words[0], status))
    return usage.ru_maxrss / 1024


def main():
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument('--casebridge', required=True)
    ap.add_argument('--benchmarks', required=True)
    ap.add_argument('--shared', required=True)
    ap.add_argument('--repeats', type=int, default=11)
    ap.add_argument('--only', default='')
    ap.add_argument('--large', action='store_true', help='also 100,000 entries and 1 GB of NDJSON, which take minutes')
    a = ap.parse_args()
    tool, files = a.casebridge, a.shared + '/bulk/synthea/'
    wynona = files + 'Wynona930.json'
    data = open(wynona, 'rb').read()

    def python(module):
        loads = __import__(module).loads
        return lambda: statistics.median(milliseconds(lambda: loads(data)) for _ in range(15))

    with tempfile.TemporaryDirectory() as scratch:
        xml, out = scratch + '/w.xml', scratch + '/out'
        subprocess.run([tool, 'convert', wynona, '--to', 'xml', '-o', xml], check=True)
        small = scratch + '/patient.json'
        with open(small, 'w') as f:
            f.write('{"resourceType":"Patient","active":true,"name":[{"family":"Chalmers","given":["Peter"]}],"birthDate":"1974-12-25"}')
        lines = scratch + '/lines.ndjson'
        with open(lines, 'wb') as f:
            for _ in range(10):
                for name in sorted(os.listdir(a.shared + '/bulk/ndjson')):
                    f.write(open(a.shared + '/bulk/ndjson/' + name, 'rb').read())

        def figure(name, yardstick, limit, mine, theirs, size=None):
            if a.only in name:
                value, measured, ratio = in_turn(a.repeats, mine, theirs)
                report(name, value, yardstick, measured, ratio, limit, size)

        figure('read JSON into the tree', 'orjson.loads', 1 / 1.5, inside(a.benchmarks, 'read', wynona), python('orjson'), len(data))
        figure('write JSON from the tree', 'orjson.loads', None, inside(a.benchmarks, 'json', wynona), python('orjson'), len(data))
        figure('convert JSON to XML, whole process', 'xmllint --noout', 1.0,
               process(tool, 'convert', wynona, '--to', 'xml', '-o', out), process('xmllint', '--noout', xml))
        figure('convert XML to JSON, whole process', 'xmllint --noout --stream', 1.2,
               process(tool, 'convert', xml, '--to', 'json', '-o', out), process('xmllint', '--noout', '--stream', xml))
        figure('convert NDJSON, two threads', 'one thread', 1 / 1.7,
               process(tool, 'convert', lines, '--to', 'bundle', '--jobs', '2', '-o', out),
               process(tool, 'convert', lines, '--to', 'bundle', '--jobs', '1', '-o', out))
        figure('validate one small Patient, whole process', '30 ms', 1.0, process(tool, 'validate', small), lambda: 30.0)
        figure('FHIRPath: all invariants', 'json.loads', 5.0, inside(a.benchmarks, 'invariants', wynona), python('json'))
        figure('FHIRPath: compile the invariants', '20 ms', 1.0, inside(a.benchmarks, 'compile-invariants', wynona), lambda: 20.0)
        for expression, limit in [
            ("Bundle.entry.resource.ofType(Observation).where(code.coding.exists(code='8302-2')).value.ofType(Quantity).value", 0.08),
            ('Bundle.descendants().count()', 0.32), ('Bundle.entry.resource.where(meta.exists()).id', 0.03),
            ('Bundle.entry.select(resource.code.coding.code | resource.type.coding.code).distinct().count()', 0.09),
        ]:
            figure('FHIRPath: ' + expression[:35], 'json.loads', limit, inside(a.benchmarks, 'path:' + expression, wynona), python('json'))
        five = [files + n for n in sorted(os.listdir(files)) if n.endswith('.json')]

        def loads_all():
            import json
            texts = [open(p, 'rb').read() for p in five]
            return milliseconds(lambda: [json.loads(t) for t in texts])
        # Findings do not end the run: only its time counts.
        quiet = ['--show', 'error', '--fail-on', 'fatal']
        figure('validate five Synthea bundles, whole process', 'json.loads of the five', 7.0,
               process(tool, 'validate', *five, '--jobs', '1', *quiet), loads_all, sum(os.path.getsize(p) for p in five))
        figure('validate ten copies of the five, two threads', 'one thread', 1 / 1.7,
               process(tool, 'validate', *(five * 10), '--jobs', '2', *quiet),
               process(tool, 'validate', *(five * 10), '--jobs', '1', *quiet))
        half = [tool, 'validate', *(five * 5), '--jobs', '1', *quiet]
        figure('validate ten copies of the five, two threads', 'two processes, half each', None,
               process(tool, 'validate', *(five * 10), '--jobs', '2', *quiet), at_once(half, half))
        if a.large and a.only in 'validate 100,000 entries':
            few, many = observations(scratch + '/few.json', 10_000), observations(scratch + '/many.json', 100_000)
            figure('validate 100,000 entries', '10,000 entries', 12.0,
                   process(tool, 'validate', many, *quiet), process(tool, 'validate', few, *quiet))
        if a.large and a.only in 'validate 1 GB of NDJSON, memory':
            gigabyte = scratch + '/gigabyte.ndjson'
            block = open(lines, 'rb').read()
            with open(gigabyte, 'wb') as f:
                while f.tell() < 1 << 30:
                    f.write(block)
            held = megabytes(tool, 'validate', gigabyte, *quiet)
            print('%-46s %9.0f MB   limit 400 %s' % ('validate 1 GB of NDJSON, memory', held, 'ok' if held < 400 else 'MISSED'))


if __name__ == '__main__':
    sys.exit(main())
