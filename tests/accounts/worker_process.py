"""``manage.py worker`` with the kinds of long work of the tests."""

import sys

import django
from django.core.management import execute_from_command_line


def main():
    django.setup()
    __import__("tests.accounts.long_work")
    execute_from_command_line(["manage.py", "worker", *sys.argv[1:]])


if __name__ == "__main__":
    main()
