"""What every measurement tells of itself."""

import resource


def peak_mb():
    """Return the most memory that this process has taken until now."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def database():
    """Return the name and version of the database."""
    from django.db import connection

    version = ".".join(map(str, connection.get_database_version()))
    return f"{connection.display_name} {version}"
