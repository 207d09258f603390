/** The notes skill: short texts, each a file in the skill's own data folder. */
package org.example.notes;
