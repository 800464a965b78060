from django.urls import path

from common.exports import limited_export
from visits.views import tasks

urlpatterns = [
    path("tasks/", tasks.all_tasks, name="all_tasks"),
    path(
        "tasks/export.csv",
        limited_export(tasks.all_tasks),
        {"export": "csv"},
        name="all_tasks_csv",
    ),
    path(
        "tasks/export.xlsx",
        limited_export(tasks.all_tasks),
        {"export": "xlsx"},
        name="all_tasks_xlsx",
    ),
    path("<slug:public_id>/tasks/", tasks.tasks, name="tasks"),
    path("<slug:public_id>/tasks/start/", tasks.start_checklist, name="start_checklist"),
    path("<slug:public_id>/tasks/add/", tasks.add_task, name="add_task"),
    path("<slug:public_id>/tasks/<slug:task>/edit/", tasks.edit_task, name="edit_task"),
    path("<slug:public_id>/tasks/<slug:task>/done/", tasks.tick_task, name="tick_task"),
    path("<slug:public_id>/tasks/<slug:task>/not-done/", tasks.untick_task, name="untick_task"),
    path("<slug:public_id>/tasks/<slug:task>/move/", tasks.move_task, name="move_task"),
    path("<slug:public_id>/tasks/<slug:task>/delete/", tasks.delete_task, name="delete_task"),
]
