"""The calendar of `plan-hp calendar` as another program reads it: python icalendar.

duties.py COMMAND YEAR...  Every day of the JSON must be an event of one day, with its text, an alarm and an id of its own.
"""

import json
import subprocess
import sys
from datetime import date, timedelta

from icalendar import Calendar


def run(command, *arguments):
    return subprocess.run([command, "plan-hp", "calendar", *arguments], check=True, stdout=subprocess.PIPE).stdout


def check(command, year, lang):
    days = json.loads(run(command, "--year", year, "--json", "--lang", lang))["days"]
    calendar = Calendar.from_ical(run(command, "--year", year, "-o", "-", "--lang", lang))
    events = list(calendar.walk("VEVENT"))
    assert calendar["VERSION"] == "2.0" and calendar["PRODID"], calendar
    assert len(events) == len(days) > 0, (len(events), len(days))
    for day, event in zip(days, events, strict=True):
        assert not event.errors, event.errors
        start, end = event.decoded("DTSTART"), event.decoded("DTEND")
        assert type(start) is date and start.isoformat() == day["date"], (start, day)
        assert end - start == timedelta(days=1), (start, end)
        assert day["duty"] in event["SUMMARY"], (day, event["SUMMARY"])
        assert event.decoded("DTSTAMP").tzinfo is not None
        assert [alarm.decoded("TRIGGER") for alarm in event.walk("VALARM")] == [timedelta(days=-14)], event
    assert len({event["UID"] for event in events}) == len(events)
    return len(events)


command, *years = sys.argv[1:]
count = sum(check(command, year, lang) for year in years for lang in ("fr", "en"))
print(f"{count} events read by icalendar")
